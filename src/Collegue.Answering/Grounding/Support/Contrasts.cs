using System.Collections.Frozen;
using Collegue.Answering.Extracting;

namespace Collegue.Answering.Grounding.Support;

/// <summary>What the data file <c>contrasts.txt</c> says of words when a sentence is held against its sources.</summary>
internal static class Contrasts
{
    private static readonly FrozenSet<(string, string)> Pairs;
    private static readonly FrozenSet<string> Light;
    private static readonly FrozenSet<string> Telling;

    static Contrasts()
    {
        var (pairs, absolutes) = (new HashSet<(string, string)>(), new List<string>());
        var (light, telling) = (new HashSet<string>(), new HashSet<string>());
        foreach (var line in Lines())
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var words = line[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries);
            switch (line[..colon])
            {
                case "pair":
                    pairs.Add((words[0], words[1]));
                    pairs.Add((words[1], words[0]));
                    break;
                case "absolute":
                    absolutes.AddRange(words.Select(word => $" {word} "));
                    break;
                case "light":
                    light.UnionWith(words.SelectMany(Words.Of).Select(word => word.Stem));
                    break;
                case "telling":
                    telling.UnionWith(words);
                    break;
                default:
                    throw new InvalidOperationException($"contrasts.txt has no lines called {line[..colon]}.");
            }
        }

        Pairs = pairs.ToFrozenSet();
        Absolutes = absolutes;
        Light = light.ToFrozenSet();
        Telling = telling.ToFrozenSet();
    }

    /// <summary>Folded, between spaces.</summary>
    public static IReadOnlyList<string> Absolutes { get; }

    /// <summary>True of a word that only links others: a sentence says the same with it or without.</summary>
    public static bool IsLight(string stem) => Light.Contains(stem);

    /// <summary>True of a word that questions are read without, and that changes what a sentence says.</summary>
    public static bool Tells(string plain) => Telling.Contains(plain);

    public static bool AreOpposite(string plain, string other) => Pairs.Contains((plain, other));

    private static IEnumerable<string> Lines()
    {
        using var stream = typeof(Contrasts).Assembly.GetManifestResourceStream("Collegue.Answering.Grounding.Support.contrasts.txt")
            ?? throw new InvalidOperationException("The contrasts of words are not in the program.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line;
        }
    }
}
