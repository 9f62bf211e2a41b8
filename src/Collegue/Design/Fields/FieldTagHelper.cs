using Collegue.Pages.Shared;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Collegue.Design.Fields;

/// <summary>
/// A labelled control with its hint and error, tied together for assistive technology. Attributes a field does not know
/// (<c>autocomplete</c>, <c>maxlength</c>…) go to the control itself.
/// </summary>
public abstract class FieldTagHelper(IStringLocalizer<SharedTexts> texts) : TagHelper
{
    /// <summary>The bound property.</summary>
    public ModelExpression For { get; set; } = null!;

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    public bool Required { get; set; }

    /// <summary>Hides "(optional)" where every field of a form is optional and the form says so itself.</summary>
    public bool Unmarked { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>Whether the parts are a group (radios), labelled by a legend.</summary>
    private protected virtual bool IsGroup => false;

    private protected IStringLocalizer<SharedTexts> Texts => texts;

    private protected string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    private protected string Id => TagBuilder.CreateSanitizedId(Name, "_");

    private protected string Value =>
        ViewContext.ViewData.ModelState.TryGetValue(Name, out var entry) && entry.AttemptedValue is { } typed ? typed : For.Model?.ToString() ?? "";

    private string[] Errors =>
        ViewContext.ViewData.ModelState.TryGetValue(Name, out var entry) ? [.. entry.Errors.Select(error => error.ErrorMessage)] : [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var passed = output.Attributes.ToList();
        output.Attributes.Clear();
        output.TagName = IsGroup ? "fieldset" : "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Errors.Length > 0 ? "field field--error" : "field");
        output.Content.AppendHtml(LabelTag());
        if (Hint is { Length: > 0 })
        {
            output.Content.AppendHtml(Part("div", "field__hint", $"{Id}-hint", Hint));
        }

        foreach (var (index, error) in Errors.Index())
        {
            var part = new TagBuilder("p") { Attributes = { ["class"] = "field__error", ["id"] = ErrorId(index) } };
            part.InnerHtml.AppendHtml(Part("span", "visually-hidden", null, texts["error.prefix"])).Append(error);
            output.Content.AppendHtml(part);
        }

        if (IsGroup && DescribedBy() is { } description)
        {
            output.Attributes.SetAttribute("aria-describedby", description);
        }

        WriteControl(output, passed);
    }

    private protected abstract void WriteControl(TagHelperOutput output, IReadOnlyList<TagHelperAttribute> passed);

    private protected TagBuilder Control(string tag, IReadOnlyList<TagHelperAttribute> passed)
    {
        var control = new TagBuilder(tag);
        foreach (var attribute in passed)
        {
            control.Attributes[attribute.Name] = attribute.Value?.ToString() ?? "";
        }

        control.Attributes["id"] = Id;
        control.Attributes["name"] = Name;
        if (DescribedBy() is { } description)
        {
            control.Attributes["aria-describedby"] = description;
        }

        if (Errors.Length > 0)
        {
            control.Attributes["aria-invalid"] = "true";
        }

        // Not the required attribute: the browser would stop the form with its own words before ours are seen.
        if (Required)
        {
            control.Attributes["aria-required"] = "true";
        }

        return control;
    }

    private protected static TagBuilder Part(string tag, string cssClass, string? id, string text)
    {
        var part = new TagBuilder(tag) { Attributes = { ["class"] = cssClass } };
        if (id is not null)
        {
            part.Attributes["id"] = id;
        }

        part.InnerHtml.Append(text);
        return part;
    }

    private protected virtual TagBuilder LabelTag()
    {
        var label = IsGroup ? Part("legend", "field__label", null, Label) : Part("label", "field__label", null, Label);
        if (!IsGroup)
        {
            label.Attributes["for"] = Id;
        }

        if (!Unmarked)
        {
            label.InnerHtml.Append(" ").AppendHtml(Part("span", "field__mark", null, texts[Required ? "field.required" : "field.optional"]));
        }

        return label;
    }

    private string? DescribedBy()
    {
        var parts = Enumerable.Range(0, Errors.Length).Select(ErrorId).Prepend(Hint is { Length: > 0 } ? $"{Id}-hint" : null).OfType<string>();
        return string.Join(' ', parts) is { Length: > 0 } ids ? ids : null;
    }

    private string ErrorId(int index) => index == 0 ? $"{Id}-error" : $"{Id}-error-{index + 1}";
}
