using Collegue.Pages.Shared;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Collegue.Design;

/// <summary>How a notice or a badge feels; always doubled by words or a sign, never colour alone.</summary>
public enum Tone
{
    Neutral,
    Info,
    Success,
    Warning,
    Error,
}

/// <summary>
/// <c>&lt;notice tone="Success" heading="…"&gt;…&lt;/notice&gt;</c>; <c>announce</c> makes assistive technology speak it (status, or
/// alert for errors), for what just happened.
/// </summary>
[HtmlTargetElement("notice")]
public sealed class Notice(IStringLocalizer<SharedTexts> texts) : TagHelper
{
    public Tone Tone { get; set; } = Tone.Info;

    public string? Heading { get; set; }

    public bool Announce { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.Attributes.SetAttribute("class", $"notice notice--{Tone.ToString().ToLowerInvariant()}");
        if (Announce)
        {
            output.Attributes.SetAttribute("role", Tone == Tone.Error ? "alert" : "status");
        }

        if (Tone is Tone.Warning or Tone.Error or Tone.Success)
        {
            var sign = new TagBuilder("span") { Attributes = { ["class"] = "visually-hidden" } };
            sign.InnerHtml.Append(texts[$"tone.{Tone.ToString().ToLowerInvariant()}"]);
            output.PreContent.AppendHtml(sign);
        }

        if (Heading is { Length: > 0 })
        {
            var heading = new TagBuilder("p") { Attributes = { ["class"] = "notice__heading" } };
            heading.InnerHtml.Append(Heading);
            output.PreContent.AppendHtml(heading);
        }
    }
}

/// <summary><c>&lt;badge tone="Warning"&gt;…&lt;/badge&gt;</c>: a short state in words.</summary>
[HtmlTargetElement("badge")]
public sealed class Badge : TagHelper
{
    public Tone Tone { get; set; } = Tone.Neutral;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.Attributes.SetAttribute("class", $"badge badge--{Tone.ToString().ToLowerInvariant()}");
    }
}
