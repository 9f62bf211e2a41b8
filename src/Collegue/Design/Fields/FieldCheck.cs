using Collegue.Pages.Shared;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Collegue.Design.Fields;

/// <summary><c>&lt;field-check for="Mine" label="…" /&gt;</c>: one box; an unchecked one sends nothing, so bind it to a plain bool.</summary>
[HtmlTargetElement("field-check", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldCheck(IStringLocalizer<SharedTexts> texts) : FieldTagHelper(texts)
{
    private protected override TagBuilder LabelTag() => new("span") { TagRenderMode = TagRenderMode.Normal, Attributes = { ["hidden"] = "hidden" } };

    private protected override void WriteControl(TagHelperOutput output, IReadOnlyList<TagHelperAttribute> passed)
    {
        var box = Control("input", passed);
        box.TagRenderMode = TagRenderMode.SelfClosing;
        box.Attributes["type"] = "checkbox";
        box.Attributes["value"] = "true";
        if (Value is "True" or "true")
        {
            box.Attributes["checked"] = "checked";
        }

        var label = Part("label", "choice__label", null, Label);
        label.Attributes["for"] = Id;
        var choice = new TagBuilder("div") { Attributes = { ["class"] = "choice" } };
        choice.InnerHtml.AppendHtml(box).AppendHtml(label);
        output.Content.AppendHtml(choice);
    }
}
