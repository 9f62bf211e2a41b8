using Collegue.Pages.Shared;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Collegue.Design.Fields;

/// <summary><c>&lt;field-select for="Department" label="…" items="Model.Departments" /&gt;</c></summary>
[HtmlTargetElement("field-select", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldSelect(IStringLocalizer<SharedTexts> texts) : FieldTagHelper(texts)
{
    public IEnumerable<SelectListItem> Items { get; set; } = [];

    private protected override void WriteControl(TagHelperOutput output, IReadOnlyList<TagHelperAttribute> passed)
    {
        var select = Control("select", passed);
        select.AddCssClass("field__input");
        foreach (var item in Items)
        {
            var option = new TagBuilder("option") { Attributes = { ["value"] = item.Value ?? item.Text } };
            option.InnerHtml.Append(item.Text);
            if (item.Selected || (item.Value ?? item.Text) == Value)
            {
                option.Attributes["selected"] = "selected";
            }

            select.InnerHtml.AppendHtml(option);
        }

        output.Content.AppendHtml(select);
    }
}
