namespace Collegue.Knowledge.Reading;

/// <summary>A rectangle of merged cells: rows from 1, columns from 0, ends included.</summary>
internal sealed record XlsxMerge(int Top, int Left, int Bottom, int Right)
{
    /// <summary>From "B2:D4".</summary>
    public static XlsxMerge? Of(string? reference)
    {
        if (reference?.Split(':') is not [var first, var last] || Column(first) is not { } left || Column(last) is not { } right
            || Row(first) is not { } top || Row(last) is not { } bottom || right < left || bottom < top)
            return null;
        return new XlsxMerge(top, left, bottom, right);
    }

    /// <summary>0 for "A7", 27 for "AB7"; null when the cell does not say where it is.</summary>
    public static int? Column(string? reference)
    {
        var column = 0;
        foreach (var letter in (reference ?? "").TakeWhile(char.IsAsciiLetter).Take(4))
            column = column * 26 + (char.ToUpperInvariant(letter) - 'A' + 1);
        return column == 0 ? null : column - 1;
    }

    private static int? Row(string reference) =>
        int.TryParse(reference.AsSpan(reference.TakeWhile(char.IsAsciiLetter).Count()), out var row) && row > 0 ? row : null;
}
