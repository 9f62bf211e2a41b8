using System.Text;

namespace Collegue.Casework.Intake;

/// <summary>Makes what was typed storable on both engines: line feeds only, no control characters, no lone surrogates.</summary>
public static class PlainText
{
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || !Rune.IsControl(rune))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString().Trim();
    }

    public static string? CleanOrNull(string? text) =>
        text is null ? null : Clean(text).ReplaceLineEndings(" ") is { Length: > 0 } clean ? clean : null;

    /// <summary>First words on one line, for lists.</summary>
    public static string FirstWords(string text, int most)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= most)
        {
            return line;
        }

        var cut = line.LastIndexOf(' ', most - 1);
        var end = cut > most / 2 ? cut : most - 1;
        return string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[end - 1]) ? end - 1 : end), "…");
    }
}
