using System.Globalization;
using System.Text;

namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>The text of a paragraph or title with its links, amounts and emphasis in line, evenly spaced.</summary>
internal static class InlineText
{
    public static string Of(SheetNode? node)
    {
        if (node is null)
            return "";
        var raw = new StringBuilder();
        Append(raw, node);
        return Tidy(raw.ToString());
    }

    public static string Tidy(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var at = 0; at < raw.Length; at++)
        {
            var letter = raw[at];
            if (char.IsWhiteSpace(letter))
            {
                if (text.Length > 0 && text[^1] is not (' ' or '('))
                    text.Append(' ');
            }
            else if (!IsInvisible(letter))
            {
                if (text.Length > 0 && text[^1] == ' ' && ClosesTightly(raw, at))
                    text.Length--;
                text.Append(letter);
            }
        }
        if (text.Length > 0 && text[^1] == ' ')
            text.Length--;
        return text.ToString();
    }

    private static void Append(StringBuilder raw, SheetNode node)
    {
        SheetNode? before = null;
        foreach (var child in node.Children)
        {
            if (child.Name == SheetNames.Image)
                continue;
            if (child.Text is { } text)
            {
                if (before?.Name == SheetNames.Amount && IsWord(Last(raw), text[0]))
                    raw.Append(' ');
                raw.Append(text);
            }
            else
            {
                AppendElement(raw, before, child);
            }
            before = child;
        }
    }

    private static void AppendElement(StringBuilder raw, SheetNode? before, SheetNode child)
    {
        var start = raw.Length;
        Append(raw, child);
        if (start == 0 || raw.Length == start || child.Name is SheetNames.Superscript or SheetNames.Subscript)
            return;
        var missing = before is { Text: null }
            ? IsMissingBetween(raw, start)
            : child.Name == SheetNames.Amount && IsWord(raw[start - 1], raw[start])
                || raw[start - 1] is ',' or ';' && char.IsLetter(raw[start]);
        if (missing)
            raw.Insert(start, ' ');
    }

    /// <summary>
    /// The JSON form dropped the blank between two elements side by side. It is put back, except where none can have been:
    /// before closing punctuation, after an opening one or an apostrophe, and before a lone letter (a plural mark).
    /// </summary>
    private static bool IsMissingBetween(StringBuilder raw, int start)
    {
        if (char.IsWhiteSpace(raw[start - 1]) || char.IsWhiteSpace(raw[start]))
            return false;
        if (raw[start - 1] is '(' or '[' or '«' or '"' or '\'' or '’' or '/' or '-' or '“')
            return false;
        if (raw[start] is '.' or ',' or ')' or ']' or '"' or '/' or '-' or '”' or '…')
            return false;
        return !char.IsLetter(raw[start]) || start + 1 < raw.Length && char.IsLetter(raw[start + 1])
            || !char.IsLetter(raw[start - 1]);
    }

    private static bool IsWord(char before, char after) =>
        (char.IsLetterOrDigit(before) || before is '€' or '%') && (char.IsLetterOrDigit(after) || after == '(');

    private static char Last(StringBuilder raw) => raw.Length == 0 ? ' ' : raw[^1];

    private static bool IsInvisible(char letter) =>
        letter is '\u00AD' || CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.Control;

    /// <summary>A comma or period that ends something; the one of ".fr" or ",75" does not.</summary>
    private static bool ClosesTightly(string raw, int at) =>
        raw[at] is ')' or ']'
        || raw[at] is ',' or '.' && (at + 1 == raw.Length || !char.IsLetterOrDigit(raw[at + 1]) && raw[at + 1] != '.');
}
