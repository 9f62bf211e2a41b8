using System.Text;
using MimeKit.Text;

namespace Collegue.Casework.Intake.Mail;

/// <summary>
/// Reads the text of an HTML mail: paragraphs become lines, what is quoted begins with <c>&gt;</c>, addresses of links stand beside their words.
/// Reads token by token, so that no nesting exhausts the stack.
/// </summary>
internal sealed class HtmlText
{
    private const int Longest = 2_000_000;

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "tr", "table", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote", "pre", "section", "article", "header", "footer", "address",
    };

    private static readonly HashSet<string> Unread = new(StringComparer.OrdinalIgnoreCase) { "style", "script", "head", "title", "template" };

    private static readonly string[] QuoteClasses = ["gmail_quote", "yahoo_quoted", "protonmail_quote", "moz-forward-container", "tutanota_quote"];

    private readonly StringBuilder text = new();
    private readonly StringBuilder line = new();
    private readonly Stack<int> quoteDivs = new();
    private int divs;
    private int quotes;
    private int unread;
    private int blanks;
    private string? link;
    private int linkStart;

    public static string Read(string html)
    {
        var reader = new HtmlText();
        using var source = new StringReader(html.Length > Longest ? html[..Longest] : html);
        var tokens = new HtmlTokenizer(source) { DecodeCharacterReferences = true };
        while (tokens.ReadNextToken(out var token))
        {
            reader.Take(token);
        }

        reader.EndLine();
        return reader.text.ToString().Trim();
    }

    private void Take(HtmlToken token)
    {
        switch (token)
        {
            case HtmlTagToken tag when Unread.Contains(tag.Name):
                unread = Math.Max(0, unread + (tag.IsEndTag ? -1 : tag.IsEmptyElement ? 0 : 1));
                break;
            case HtmlTagToken { Name: "body" or "BODY" }:
                // A head that was never closed must not hide the message.
                unread = 0;
                break;
            case HtmlTagToken tag:
                TakeTag(tag);
                break;
            case HtmlScriptDataToken:
            case HtmlCommentToken:
                break;
            case HtmlDataToken data when unread == 0:
                Write(data.Data);
                break;
        }
    }

    private void TakeTag(HtmlTagToken tag)
    {
        switch (tag.Name.ToLowerInvariant())
        {
            case "br":
                EndLine();
                break;
            case "blockquote":
                EndLine();
                quotes = Math.Max(0, quotes + (tag.IsEndTag ? -1 : 1));
                break;
            case "div":
                EndLine();
                CountDiv(tag);
                break;
            case "a":
                TakeLink(tag);
                break;
            case "td" or "th" when !tag.IsEndTag:
                Write(" ");
                break;
            case "li" when !tag.IsEndTag:
                EndLine();
                line.Append("- ");
                break;
            case "p" when tag.IsEndTag:
                EndLine();
                EndLine();
                break;
            case var name when Blocks.Contains(name):
                EndLine();
                break;
        }
    }

    private void CountDiv(HtmlTagToken tag)
    {
        if (tag.IsEndTag)
        {
            if (quoteDivs.TryPeek(out var depth) && depth == divs)
            {
                quoteDivs.Pop();
                quotes = Math.Max(0, quotes - 1);
            }

            divs = Math.Max(0, divs - 1);
            return;
        }

        divs++;
        var classes = Attribute(tag, "class");
        if (classes is not null && QuoteClasses.Any(name => classes.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            quoteDivs.Push(divs);
            quotes++;
        }
    }

    private void TakeLink(HtmlTagToken tag)
    {
        if (!tag.IsEndTag)
        {
            (link, linkStart) = (Attribute(tag, "href"), line.Length);
        }
        else if (link is { Length: < 300 } address && (address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)))
        {
            var words = line.ToString(Math.Min(linkStart, line.Length), line.Length - Math.Min(linkStart, line.Length)).Trim();
            if (words.Length > 0 && !address.Contains(words.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
            {
                line.Append(" (").Append(address).Append(')');
            }

            link = null;
        }
    }

    private static string? Attribute(HtmlTagToken tag, string name)
    {
        foreach (var attribute in tag.Attributes)
        {
            if (string.Equals(attribute.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return attribute.Value;
            }
        }

        return null;
    }

    private void Write(string data)
    {
        foreach (var character in data)
        {
            if (!char.IsWhiteSpace(character))
            {
                line.Append(character);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }
    }

    private void EndLine()
    {
        var written = line.ToString().Trim();
        line.Clear();
        blanks = written.Length == 0 ? blanks + 1 : 0;
        if (blanks > 1)
        {
            return;
        }

        if (quotes > 0 && written.Length > 0)
        {
            text.Append("> ");
        }

        text.Append(written).Append('\n');
    }
}
