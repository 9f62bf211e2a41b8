using System.Collections.Frozen;

namespace Collegue.Answering.Extracting;

/// <summary>What the data file <c>words.txt</c> says of words.</summary>
internal static class Vocabulary
{
    private static readonly FrozenSet<string> Stop;
    private static readonly FrozenSet<string> Kind;
    private static readonly FrozenSet<string> Weak;
    private static readonly FrozenSet<string> General;
    private static readonly FrozenSet<string> Case;
    private static readonly FrozenDictionary<string, Equivalent[]> ByFirstStem;

    static Vocabulary()
    {
        var (stop, kind, weak) = (new HashSet<string>(), new HashSet<string>(), new HashSet<string>());
        var (general, cases) = (new HashSet<string>(), new HashSet<string>());
        var equivalents = new Dictionary<string, List<Equivalent>>();
        foreach (var line in Lines())
        {
            if (line.StartsWith("stop:", StringComparison.Ordinal))
                stop.UnionWith(Words.Of(line[5..]).Select(word => word.Plain));
            else if (line.StartsWith("kind:", StringComparison.Ordinal))
                kind.UnionWith(Words.Of(line[5..]).Select(word => word.Stem));
            else if (line.StartsWith("weak:", StringComparison.Ordinal))
                weak.UnionWith(Words.Of(line[5..]).Select(word => word.Stem));
            else if (line.StartsWith("heading:", StringComparison.Ordinal))
                general.UnionWith(Words.Of(line[8..]).Select(word => word.Stem));
            else if (line.StartsWith("case:", StringComparison.Ordinal))
                cases.UnionWith(Words.Of(line[5..]).Select(word => word.Stem));
            else
                AddGroup(line, equivalents);
        }
        Stop = stop.ToFrozenSet();
        Kind = kind.ToFrozenSet();
        Weak = weak.ToFrozenSet();
        General = general.ToFrozenSet();
        Case = cases.ToFrozenSet();
        ByFirstStem = equivalents.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray());
    }

    /// <summary>A phrase and the others that say the same thing, as stems.</summary>
    internal sealed record Equivalent(string[] Phrase, string[][] Others);

    public static bool IsStop(Word word) => Stop.Contains(word.Plain) || (word.Plain.Length == 1 && !char.IsDigit(word.Plain[0]));

    public static bool SaysKind(Word word) => Kind.Contains(word.Stem);

    public static bool IsWeak(Word word) => Weak.Contains(word.Stem);

    /// <summary>A word of headings that name a part of every sheet, and no case.</summary>
    public static bool IsGeneral(Word word) => General.Contains(word.Stem) || Weak.Contains(word.Stem);

    /// <summary>In a title, it limits the document to some people or cases.</summary>
    public static bool StatesCase(Word word) => Case.Contains(word.Stem);

    public static IReadOnlyList<Equivalent> StartingWith(string stem) => ByFirstStem.GetValueOrDefault(stem) ?? [];

    private static void AddGroup(string line, Dictionary<string, List<Equivalent>> equivalents)
    {
        var phrases = line.Split(',')
            .Select(phrase => Words.Of(phrase).Select(word => word.Stem).ToArray())
            .Where(phrase => phrase.Length > 0)
            .DistinctBy(phrase => string.Join(' ', phrase))
            .ToArray();
        foreach (var phrase in phrases)
        {
            var others = phrases.Where(other => other != phrase).ToArray();
            if (others.Length == 0)
                continue;
            if (!equivalents.TryGetValue(phrase[0], out var list))
                equivalents[phrase[0]] = list = [];
            list.Add(new Equivalent(phrase, others));
        }
    }

    private static IEnumerable<string> Lines()
    {
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream("Collegue.Answering.Extracting.words.txt")
            ?? throw new InvalidOperationException("The words of questions are not in the program.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line) && line[0] != '#')
                yield return line;
        }
    }
}
