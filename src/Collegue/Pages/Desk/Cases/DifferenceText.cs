using Collegue.Casework.Reviewing;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Cases;

/// <summary>What an agent changed, with <c>ins</c> and <c>del</c>, and words for those who do not see the strokes.</summary>
internal static class DifferenceText
{
    public static IHtmlContent Render(IReadOnlyList<ChangedPart> parts, IStringLocalizer<DeskTexts> texts)
    {
        var html = new HtmlContentBuilder();
        foreach (var part in parts)
        {
            _ = part.Change switch
            {
                Change.Same => html.Append(part.Text),
                Change.Inserted => Spoken("ins", "difference.inserted", part.Text),
                _ => Spoken("del", "difference.deleted", part.Text),
            };
        }

        return html;

        IHtmlContentBuilder Spoken(string tag, string key, string text) =>
            html.AppendHtml($"<{tag}><span class=\"visually-hidden\"> [").Append(texts[$"{key}.start"]).AppendHtml(" </span>")
                .Append(text).AppendHtml("<span class=\"visually-hidden\"> ").Append(texts[$"{key}.end"]).AppendHtml("] </span></" + tag + ">");
    }
}
