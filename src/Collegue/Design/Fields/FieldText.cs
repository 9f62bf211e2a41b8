using Collegue.Pages.Shared;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Collegue.Design.Fields;

/// <summary><c>&lt;field-text for="Email" label="…" type="email" autocomplete="email" /&gt;</c></summary>
[HtmlTargetElement("field-text", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldText(IStringLocalizer<SharedTexts> texts) : FieldTagHelper(texts)
{
    public string Type { get; set; } = "text";

    private protected override void WriteControl(TagHelperOutput output, IReadOnlyList<TagHelperAttribute> passed)
    {
        var input = Control("input", passed);
        input.TagRenderMode = Microsoft.AspNetCore.Mvc.Rendering.TagRenderMode.SelfClosing;
        input.Attributes["type"] = Type;
        input.AddCssClass("field__input");
        if (Type != "password")
        {
            input.Attributes["value"] = Value;
        }

        output.Content.AppendHtml(input);
    }
}
