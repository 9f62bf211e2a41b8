using System.Text.RegularExpressions;

namespace Collegue.Knowledge.Splitting;

/// <summary>Cuts a paragraph longer than a passage between its sentences; one sentence stays whole whatever its length.</summary>
internal static partial class SentenceCutting
{
    public static IEnumerable<string> Pieces(string paragraph)
    {
        if (paragraph.Length <= ParagraphPacking.Longest || paragraph.StartsWith("- ", StringComparison.Ordinal))
            return [paragraph];
        return Gather(paragraph);
    }

    private static IEnumerable<string> Gather(string paragraph)
    {
        var start = 0;
        var end = 0;
        foreach (var next in Starts(paragraph).Append(paragraph.Length))
        {
            if (next - start > ParagraphPacking.Longest && end > start)
            {
                yield return paragraph[start..end].TrimEnd();
                start = end;
            }
            end = next;
        }
        if (start < paragraph.Length)
            yield return paragraph[start..];
    }

    private static IEnumerable<int> Starts(string paragraph) =>
        SentenceEnd().Matches(paragraph)
            .Where(end => !Abbreviation().IsMatch(paragraph.AsSpan(Math.Max(0, end.Index - 6), Math.Min(6, end.Index) + 1)))
            .Select(end => end.Index + end.Length);

    [GeneratedRegex(@"[.!?…]+[»”)""]*\s+(?=[«“(""]?\s?[\p{Lu}\p{Nd}-])")]
    private static partial Regex SentenceEnd();

    /// <summary>A point that ends no sentence: "M. Martin", "art. 5", "J. Dupont".</summary>
    [GeneratedRegex(@"(?:^|[\s('’])(?:M|MM|Mme|Mlle|Me|Dr|St|Ste|art|al|cf|n|p|pp|ex|tél|bd|av|env|[A-Z])\.$", RegexOptions.IgnoreCase)]
    private static partial Regex Abbreviation();
}
