using System.Globalization;
using Collegue.Pages.Shared;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Collegue.Design;

/// <summary><c>&lt;pager current="2" count="7" /&gt;</c>: links to <c>?p=N</c> that keep the rest of the query (<c>page</c> is a reserved route value).</summary>
[HtmlTargetElement("pager", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Pager(IStringLocalizer<SharedTexts> texts) : TagHelper
{
    public int Current { get; set; } = 1;

    public int Count { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Count <= 1)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "pager");
        output.Attributes.SetAttribute("aria-label", (string)texts["pager.label"]);
        var list = new TagBuilder("ul");
        Add(list, Current > 1, Current - 1, texts["pager.previous"], "prev");
        var last = 0;
        foreach (var page in Enumerable.Range(1, Count).Where(page => page == 1 || page == Count || Math.Abs(page - Current) <= 2))
        {
            if (page > last + 1)
            {
                list.InnerHtml.AppendHtml("<li aria-hidden=\"true\">…</li>");
            }

            Add(list, true, page, page.ToString(CultureInfo.InvariantCulture), null);
            last = page;
        }

        Add(list, Current < Count, Current + 1, texts["pager.next"], "next");
        output.Content.AppendHtml(list);
    }

    private void Add(TagBuilder list, bool shown, int page, string text, string? relation)
    {
        if (!shown)
        {
            return;
        }

        var link = new TagBuilder("a") { Attributes = { ["href"] = AddressOf(page) } };
        link.InnerHtml.Append(text);
        if (relation is not null)
        {
            link.Attributes["rel"] = relation;
        }
        else
        {
            link.Attributes["aria-label"] = texts["pager.page", page];
            if (page == Current)
            {
                link.Attributes["aria-current"] = "page";
            }
        }

        var item = new TagBuilder("li");
        item.InnerHtml.AppendHtml(link);
        list.InnerHtml.AppendHtml(item);
    }

    private string AddressOf(int page)
    {
        var request = ViewContext.HttpContext.Request;
        var query = new QueryBuilder(request.Query.Where(pair => pair.Key != "p")) { { "p", page.ToString(CultureInfo.InvariantCulture) } };
        return request.PathBase + request.Path + query.ToString();
    }
}
