using Collegue.Pages.Shared;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Collegue.Design.Fields;

/// <summary><c>&lt;field-area for="Body" label="…" rows="8" limit="10000" /&gt;</c>: with a limit, a counter when scripts run.</summary>
[HtmlTargetElement("field-area", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldArea(IStringLocalizer<SharedTexts> texts) : FieldTagHelper(texts)
{
    /// <summary>Most characters accepted; nothing is cut while typing.</summary>
    public int? Limit { get; set; }

    private protected override void WriteControl(TagHelperOutput output, IReadOnlyList<TagHelperAttribute> passed)
    {
        var area = Control("textarea", passed);
        area.AddCssClass("field__input");

        // Browsers drop one line feed after the start tag: without this one, a text that begins with an empty line would lose it.
        area.InnerHtml.AppendHtml("\n").Append(Value);
        output.Content.AppendHtml(area);
        if (Limit is { } limit)
        {
            var counter = Part("character-counter", "field__counter", null, "");
            counter.Attributes["for"] = Id;
            counter.Attributes["limit"] = limit.ToString(System.Globalization.CultureInfo.InvariantCulture);
            counter.Attributes["left"] = Texts["counter.left"];
            counter.Attributes["over"] = Texts["counter.over"];
            output.Content.AppendHtml(counter);
        }
    }
}
