using System.Text;

namespace Collegue.Knowledge.Reading;

/// <summary>Evens out blanks, and drops what cannot be seen or quoted (controls, soft hyphens, zero-width marks).</summary>
internal static class Spacing
{
    /// <summary>One line without blanks at its ends; no-break spaces become plain ones, so that a quote matches however it was typed.</summary>
    public static string Line(string? raw)
    {
        if (string.IsNullOrEmpty(raw))
            return "";
        var text = new StringBuilder(raw.Length);
        foreach (var letter in raw)
        {
            if (char.IsWhiteSpace(letter))
            {
                if (text.Length > 0 && text[^1] != ' ')
                    text.Append(' ');
            }
            else if (!IsInvisible(letter))
            {
                text.Append(letter);
            }
        }
        return text.ToString().TrimEnd(' ');
    }

    /// <summary>The same, keeping line breaks that are not blank lines.</summary>
    public static string Lines(string? raw)
    {
        if (string.IsNullOrEmpty(raw))
            return "";
        return string.Join('\n', raw.Split('\n').Select(Line).Where(line => line.Length > 0));
    }

    // A lone surrogate cannot be stored: databases refuse it.
    private static bool IsInvisible(char letter) =>
        char.IsControl(letter) || letter is '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\uFFFE' or '\uFFFF';
}
