namespace Collegue.Knowledge.Splitting;

/// <summary>Gathers paragraphs into passages of even length; a paragraph or a list item is never cut.</summary>
internal static class ParagraphPacking
{
    public const int Longest = 1500;
    private const int Shortest = 300;

    /// <summary>
    /// Splits only when the whole is too long, and then evenly, so that no crumb is left at the end.
    /// A paragraph that announces what follows (it ends with a colon) stays with it.
    /// </summary>
    public static IEnumerable<string> Pack(IReadOnlyList<string> paragraphs)
    {
        var groups = Bind(paragraphs);
        var total = groups.Sum(group => group.Length + 1);
        var target = total / Math.Max(1, (total + Longest - 1) / Longest);
        var packed = new List<string>();
        var length = 0;
        foreach (var group in groups)
        {
            var tooLong = length + group.Length > Longest;
            var full = length >= Shortest && length + group.Length / 2 > target;
            if (packed.Count > 0 && (tooLong || full))
            {
                yield return string.Join('\n', packed);
                packed.Clear();
                length = 0;
            }
            packed.Add(group);
            length += group.Length + 1;
        }
        if (packed.Count > 0)
            yield return string.Join('\n', packed);
    }

    private static List<string> Bind(IReadOnlyList<string> paragraphs)
    {
        var groups = new List<string>(paragraphs.Count);
        foreach (var paragraph in paragraphs)
        {
            if (groups is [.., var before] && before.EndsWith(':') && before.Length < Longest / 2)
                groups[^1] = before + "\n" + paragraph;
            else
                groups.Add(paragraph);
        }
        return groups;
    }
}
