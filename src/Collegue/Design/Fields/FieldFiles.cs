using Collegue.Pages.Shared;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Collegue.Design.Fields;

/// <summary><c>&lt;field-files for="Files" label="…" hint="…" accept=".pdf,.jpg" multiple /&gt;</c></summary>
[HtmlTargetElement("field-files", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldFiles(IStringLocalizer<SharedTexts> texts) : FieldTagHelper(texts)
{
    private protected override void WriteControl(TagHelperOutput output, IReadOnlyList<TagHelperAttribute> passed)
    {
        var input = Control("input", passed);
        input.TagRenderMode = TagRenderMode.SelfClosing;
        input.Attributes["type"] = "file";
        input.AddCssClass("field__files");
        output.Content.AppendHtml(input);
    }
}
