using Collegue.Pages.Shared;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Collegue.Design;

/// <summary>
/// <c>&lt;crumbs&gt;&lt;crumb href="~/desk"&gt;…&lt;/crumb&gt;&lt;crumb&gt;here&lt;/crumb&gt;&lt;/crumbs&gt;</c>: the way to this page; the last one,
/// without address, is the page itself.
/// </summary>
[HtmlTargetElement("crumbs")]
public sealed class Crumbs(IStringLocalizer<SharedTexts> texts) : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "nav";
        output.Attributes.SetAttribute("class", "crumbs");
        output.Attributes.SetAttribute("aria-label", (string)texts["crumbs.label"]);
        output.PreContent.AppendHtml("<ol>");
        output.PostContent.AppendHtml("</ol>");
    }
}

[HtmlTargetElement("crumb", ParentTag = "crumbs")]
public sealed class Crumb : TagHelper
{
    /// <summary>Address from the root of the site, as <c>@Url.Page("/Desk/Index")</c>.</summary>
    public string? Href { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "li";
        var link = new Microsoft.AspNetCore.Mvc.Rendering.TagBuilder(Href is null ? "span" : "a");
        link.Attributes[Href is null ? "aria-current" : "href"] = Href ?? "page";
        output.PreContent.AppendHtml(link.RenderStartTag());
        output.PostContent.AppendHtml(link.RenderEndTag());
    }
}
