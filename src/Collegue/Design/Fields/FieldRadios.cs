using System.Globalization;
using Collegue.Pages.Shared;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Collegue.Design.Fields;

/// <summary><c>&lt;field-radios for="Answer" label="…" items="Model.Answers" /&gt;</c>: a fieldset whose legend is the label.</summary>
[HtmlTargetElement("field-radios", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldRadios(IStringLocalizer<SharedTexts> texts) : FieldTagHelper(texts)
{
    public IEnumerable<SelectListItem> Items { get; set; } = [];

    /// <summary>Side by side when there is room.</summary>
    public bool Inline { get; set; }

    private protected override bool IsGroup => true;

    private protected override void WriteControl(TagHelperOutput output, IReadOnlyList<TagHelperAttribute> passed)
    {
        var choices = new TagBuilder("div") { Attributes = { ["class"] = Inline ? "choices choices--inline" : "choices" } };
        foreach (var (index, item) in Items.Index())
        {
            choices.InnerHtml.AppendHtml(Choice(index, item));
        }

        output.Content.AppendHtml(choices);
    }

    private TagBuilder Choice(int index, SelectListItem item)
    {
        // The first keeps the plain id: the error summary links to it.
        var id = index == 0 ? Id : $"{Id}-{(index + 1).ToString(CultureInfo.InvariantCulture)}";
        var radio = new TagBuilder("input")
        {
            TagRenderMode = TagRenderMode.SelfClosing,
            Attributes = { ["type"] = "radio", ["id"] = id, ["name"] = Name, ["value"] = item.Value },
        };
        if (item.Selected || item.Value == Value)
        {
            radio.Attributes["checked"] = "checked";
        }

        var label = Part("label", "choice__label", null, item.Text);
        label.Attributes["for"] = id;
        var choice = new TagBuilder("div") { Attributes = { ["class"] = "choice" } };
        choice.InnerHtml.AppendHtml(radio).AppendHtml(label);
        return choice;
    }
}
