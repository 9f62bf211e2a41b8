using System.Collections.Frozen;
using Collegue.Knowledge.Indexing;

namespace Collegue.Knowledge.Searching;

/// <summary>What the two word lists beside this file say, in the form words have in the index.</summary>
internal sealed class Vocabulary
{
    private const int LongestLine = 50;

    private readonly FrozenDictionary<string, string[]> _families;
    private readonly FrozenSet<string> _special;

    public Vocabulary(FrenchAnalysis analysis)
    {
        _families = Lines("families.txt").Select(line => analysis.Words(line, LongestLine))
            .SelectMany(family => family.Select(word => (Word: word, Family: family)))
            .GroupBy(row => row.Word, StringComparer.Ordinal)
            .ToFrozenDictionary(
                row => row.Key, row => row.SelectMany(entry => entry.Family).Where(word => word != row.Key).Distinct().ToArray(), StringComparer.Ordinal);
        _special = Lines("special-situations.txt").SelectMany(line => analysis.Words(line, LongestLine)).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Other words for the same thing; empty for most words.</summary>
    public IReadOnlyList<string> Relatives(string word) => _families.GetValueOrDefault(word, []);

    /// <summary>True when the word narrows a title to particular people or circumstances.</summary>
    public bool IsSpecial(string word) => _special.Contains(word);

    private static IEnumerable<string> Lines(string resource)
    {
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream(typeof(Vocabulary), resource)
            ?? throw new InvalidOperationException($"{resource} is not in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
