using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Collegue.Design;

/// <summary><c>&lt;summary-list&gt;&lt;summary-row label="…"&gt;…&lt;/summary-row&gt;&lt;/summary-list&gt;</c>: facts as label and value.</summary>
[HtmlTargetElement("summary-list")]
public sealed class SummaryList : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "dl";
        output.Attributes.SetAttribute("class", "summary-list");
    }
}

[HtmlTargetElement("summary-row")]
public sealed class SummaryRow : TagHelper
{
    public string Label { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "summary-list__row");
        var term = new TagBuilder("dt");
        term.InnerHtml.Append(Label);
        output.PreContent.AppendHtml(term).AppendHtml("<dd>");
        output.PostContent.AppendHtml("</dd>");
    }
}
