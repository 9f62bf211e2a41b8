using System.Globalization;
using Microsoft.AspNetCore.Html;

namespace Collegue.Pages.Desk.Cases;

/// <summary>A span of a text worth showing, with where it leads.</summary>
internal sealed record Mark(int Start, int End, int Reference);

/// <summary>Text with spans set off by <c>mark</c> elements; everything is encoded. Used for evidence and for quotes.</summary>
internal static class MarkedText
{
    /// <summary>
    /// Marks the spans; each is followed by a link to <paramref name="anchor"/> and its reference number (or what <paramref name="shown"/>
    /// says instead) when an anchor is given.
    /// Overlapping spans are joined; spans outside the text are ignored.
    /// </summary>
    public static IHtmlContent Render(string text, IEnumerable<Mark> marks, string? anchor = null, Func<int, string>? label = null, Func<int, string>? shown = null)
    {
        var html = new HtmlContentBuilder();
        var at = 0;
        foreach (var (start, end, references) in Joined(text, marks))
        {
            html.Append(text[at..start]).AppendHtml("<mark>").Append(text[start..end]).AppendHtml("</mark>");
            foreach (var reference in references.Where(_ => anchor is not null).Order())
            {
                var number = reference.ToString(CultureInfo.CurrentCulture);
                html.AppendHtml("<sup class=\"evidence\"><a href=\"#").Append(anchor + number).AppendHtml("\" aria-label=\"")
                    .Append(label?.Invoke(reference) ?? number).AppendHtml("\">").Append(shown?.Invoke(reference) ?? number).AppendHtml("</a></sup>");
            }

            at = end;
        }

        return html.Append(text[at..]);
    }

    private static List<(int Start, int End, List<int> References)> Joined(string text, IEnumerable<Mark> marks)
    {
        var joined = new List<(int Start, int End, List<int> References)>();
        foreach (var mark in marks.Where(mark => mark.Start >= 0 && mark.Start < mark.End && mark.End <= text.Length).OrderBy(mark => mark.Start))
        {
            if (joined.Count > 0 && mark.Start < joined[^1].End)
            {
                var last = joined[^1];
                joined[^1] = (last.Start, Math.Max(last.End, mark.End), last.References);
                if (!last.References.Contains(mark.Reference))
                {
                    last.References.Add(mark.Reference);
                }
            }
            else
            {
                joined.Add((mark.Start, mark.End, [mark.Reference]));
            }
        }

        return joined;
    }
}
