using System.Runtime.InteropServices;
using Collegue.Knowledge.Indexing;

namespace Collegue.Knowledge.Searching.Words;

/// <summary>
/// Finds the words of the index a misspelt one may stand for: one letter wrong, missing, too many or swapped with its neighbour,
/// wherever it is; else the same sound. Words are looked up by what is left of them without one letter, so a question costs the
/// same whatever the number of words (Garbe's symmetric deletes).
/// </summary>
internal sealed class Spelling
{
    private const int ShortestWord = 4;
    private const int LongestWord = 32;
    private const int Kept = 3;

    private readonly string[] _forms;
    private readonly string[] _stems;
    private readonly int[] _counts;
    private readonly Dictionary<int, int[]> _byRemains;
    private readonly ILookup<string, int> _bySound;

    /// <param name="forms">Words as they are written, folded, with how often they come.</param>
    /// <param name="frequency">In how many documents a stem is.</param>
    public Spelling(IEnumerable<KeyValuePair<string, int>> forms, Func<string, int> frequency)
    {
        var kept = forms.Where(form => form.Key.Length is >= ShortestWord and <= LongestWord && form.Key.All(char.IsAsciiLetterLower))
            .Select(form => (Form: form.Key, Stem: FrenchAnalysis.StemOf(form.Key), Count: form.Value))
            .Where(row => frequency(row.Stem) > 0).OrderBy(row => row.Form, StringComparer.Ordinal).ToList();
        (_forms, _stems, _counts) = ([.. kept.Select(row => row.Form)], [.. kept.Select(row => row.Stem)], [.. kept.Select(row => row.Count)]);
        var remains = new Dictionary<int, List<int>>();
        for (var form = 0; form < _forms.Length; form++)
        {
            foreach (var key in Remains(_forms[form]))
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(remains, key, out _) ??= []).Add(form);
            }
        }

        _byRemains = remains.ToDictionary(row => row.Key, row => row.Value.ToArray());
        _bySound = Enumerable.Range(0, _forms.Length).ToLookup(form => Sound.Of(_forms[form]), StringComparer.Ordinal);
    }

    /// <summary>True when the very word, whatever its ending, is written somewhere.</summary>
    public bool IsWritten(string form) => Array.BinarySearch(_forms, form, StringComparer.Ordinal) >= 0;

    /// <summary>Stems the word may stand for, the likeliest first, three at most; none when nothing is near.</summary>
    public IReadOnlyList<Correction> Near(string form)
    {
        if (form.Length is < ShortestWord or > LongestWord || !form.All(char.IsAsciiLetterLower))
        {
            return [];
        }

        var near = Remains(form).SelectMany(key => _byRemains.GetValueOrDefault(key, []))
            .Distinct().Where(candidate => IsOneAway(_forms[candidate], form)).ToList();
        if (near.Count == 0)
        {
            near = [.. _bySound[Sound.Of(form)]];
        }

        return [.. near.GroupBy(candidate => _stems[candidate], StringComparer.Ordinal)
            .Select(same => (Stem: same.Key, Form: _forms[same.MaxBy(candidate => _counts[candidate])], Count: same.Sum(candidate => _counts[candidate]), First: same.Any(candidate => _forms[candidate][0] == form[0])))
            .OrderByDescending(row => (row.First ? 4L : 1L) * row.Count).ThenBy(row => row.Stem, StringComparer.Ordinal)
            .Take(Kept).Select(row => new Correction(row.Stem, row.Form))];
    }

    // Keys are hashes: two words that only share a hash are told apart by IsOneAway.
    private static IEnumerable<int> Remains(string word)
    {
        yield return string.GetHashCode(word, StringComparison.Ordinal);
        for (var at = 0; at < word.Length; at++)
        {
            if (at == 0 || word[at] != word[at - 1])
            {
                yield return string.GetHashCode(string.Concat(word.AsSpan(0, at), word.AsSpan(at + 1)), StringComparison.Ordinal);
            }
        }
    }

    /// <summary>One letter more, less or other, or two neighbours swapped.</summary>
    internal static bool IsOneAway(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > 1)
        {
            return false;
        }

        var start = left.AsSpan().CommonPrefixLength(right);
        var restLeft = left.AsSpan(start);
        var restRight = right.AsSpan(start);
        if (restLeft.Length == restRight.Length)
        {
            return restLeft.Length == 0 || restLeft[1..].SequenceEqual(restRight[1..])
                || (restLeft.Length > 1 && restLeft[0] == restRight[1] && restLeft[1] == restRight[0] && restLeft[2..].SequenceEqual(restRight[2..]));
        }

        return restLeft.Length > restRight.Length ? restLeft[1..].SequenceEqual(restRight) : restRight[1..].SequenceEqual(restLeft);
    }
}

/// <param name="Stem">A stem of the index.</param>
/// <param name="Form">A word that has it, as it is most often written, without accents.</param>
internal sealed record Correction(string Stem, string Form);
