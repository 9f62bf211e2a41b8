using System.Collections.Frozen;
using Collegue.Answering.Grounding;

namespace Collegue.Answering.Safeguards.Masking.Detecting;

/// <summary>What is known of words that may be names: plain, in lower case.</summary>
internal static class NameWords
{
    private static readonly ILookup<char, string> Written = Read("first-names.txt").ToLookup(word => word[0] is '~' or '=' ? word[0] : ' ', word => word.TrimStart('~', '='));
    private static readonly FrozenSet<string> Sure = Written[' '].ToFrozenSet();
    private static readonly FrozenSet<string> Capitalised = Written['='].ToFrozenSet();
    private static readonly FrozenSet<string> Doubtful = Written['~'].ToFrozenSet();
    private static readonly FrozenSet<string> Other = Read("not-names.txt").ToFrozenSet();

    public static FrozenSet<string> Particles { get; } =
        "de du des d la le les van von der den ter da dos do di del della el al ben bin bint abou abu ould ait mac mc saint st sainte san y e".Split(' ').ToFrozenSet();

    /// <summary>A first name that is nothing else.</summary>
    public static bool IsFirstName(string word) => Sure.Contains(word);

    /// <summary>A first name that is nothing else when it has a capital: Pierre, Rose.</summary>
    public static bool IsCapitalisedFirstName(string word) => Sure.Contains(word) || Capitalised.Contains(word);

    /// <summary>Any first name, those that are also a word or a place too: Marine, Nancy.</summary>
    public static bool MayBeFirstName(string word) => IsCapitalisedFirstName(word) || Doubtful.Contains(word);

    /// <summary>A word that stands with a capital without being a name: titles, days, words that begin sentences.</summary>
    public static bool IsOther(string word) => Other.Contains(word);

    /// <summary>The words of a name by which it is known again: with a capital, long enough, nothing else.</summary>
    public static IEnumerable<string> Telling(string name) =>
        name.Split([' ', '\u00A0', '\n', '\r', '\t', '.', ','], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length >= 3 && char.IsUpper(word[0]) && FactText.Plain(word) is var plain && !IsOther(plain)
                && !Doubtful.Contains(plain) && !Particles.Contains(plain))
            .Select(word => FactText.Plain(word));

    private static List<string> Read(string file)
    {
        using var stream = typeof(NameWords).Assembly.GetManifestResourceStream(typeof(NameWords), file)
            ?? throw new InvalidOperationException($"{file} is not in the assembly.");
        using var reader = new StreamReader(stream);
        var words = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
                words.AddRange(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        return words;
    }
}
