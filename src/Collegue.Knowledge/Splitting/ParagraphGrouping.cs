namespace Collegue.Knowledge.Splitting;

/// <summary>Gathers the paragraphs of one section into texts of 300 to 1,500 characters, as even as the paragraphs allow.</summary>
internal static class ParagraphGrouping
{
    public const int Shortest = 300;
    public const int Longest = 1500;

    public static IEnumerable<string> Group(IReadOnlyList<string> paragraphs)
    {
        var units = Units(paragraphs);
        var total = units.Sum(unit => unit.Length + 1) - 1;
        var aim = total / Math.Max(1, (total + Longest - 1) / Longest);
        var current = "";
        var left = total;
        foreach (var unit in units)
        {
            var together = current.Length == 0 ? unit.Length : current.Length + 1 + unit.Length;
            var enough = current.Length >= Shortest && together - unit.Length / 2 > aim && left >= Shortest;
            if (current.Length > 0 && (together > Longest || enough))
            {
                yield return current;
                current = "";
            }
            current = current.Length == 0 ? unit : current + "\n" + unit;
            left -= unit.Length + 1;
        }
        if (current.Length > 0)
            yield return current;
    }

    /// <summary>What may not be separated: a paragraph, or one ending with a colon together with what it announces.</summary>
    private static List<string> Units(IReadOnlyList<string> paragraphs)
    {
        var units = new List<string>(paragraphs.Count);
        foreach (var piece in paragraphs.SelectMany(SentenceCutting.Pieces))
        {
            if (units is [.., var before] && before.EndsWith(':') && before.Length + piece.Length < Longest)
                units[^1] = before + "\n" + piece;
            else
                units.Add(piece);
        }
        return units;
    }
}
