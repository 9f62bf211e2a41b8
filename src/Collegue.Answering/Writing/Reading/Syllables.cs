using System.Buffers;
using System.Collections.Frozen;

namespace Collegue.Answering.Writing.Reading;

/// <summary>
/// Syllables of a French word as it is said: the mute e at the end, or after a vowel, is not counted; i, u and ou glide into the
/// vowel that follows, except after a consonant and l or r (« cli-ent »). A figure counts one for each digit.
/// </summary>
internal static class Syllables
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouyàâäéèêëïîôöûüùœæ");

    private static readonly FrozenDictionary<string, int> Exceptions = new Dictionary<string, int>
    {
        ["pays"] = 2,
        ["paysage"] = 3,
        ["paysan"] = 3,
        ["abbaye"] = 3,
        ["août"] = 1,
        ["aujourd'hui"] = 3,
    }.ToFrozenDictionary();

    /// <summary>Endings of verbs whose -ent is mute; elsewhere it sounds (« document », « agent »).</summary>
    private static readonly string[] MuteEnt =
    [
        "aient", "oient", "uent", "èrent", "irent", "urent", "issent", "oivent", "euvent", "eulent", "ennent", "ettent", "isent", "onnent", "andent", "ortent",
        "ervent", "ivent", "essent", "assent", "ussent", "istent", "estent", "ffrent", "uvrent", "oignent", "aignent", "uisent", "ffectuent", "rennent", "ndent", "illent", "èdent",
    ];

    public static int Of(ReadOnlySpan<char> word)
    {
        var count = 0;
        foreach (var part in word.Split('-'))
            count += OfPart(word[part]);
        return Math.Max(1, count);
    }

    private static int OfPart(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty)
            return 0;
        if (char.IsDigit(word[0]))
            return word.ToString().Count(char.IsDigit);
        if (Exceptions.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var known))
            return known;
        var end = word.Length - MuteEnding(word);
        var count = 0;
        for (var at = 0; at < end;)
        {
            var next = IsVowel(word[at]) && !IsSilentU(word, at) ? NucleusEnd(word, at, end) : at;
            count += next > at ? 1 : 0;
            at = Math.Max(next, at + 1);
        }
        return Math.Max(1, count);
    }

    /// <summary>Letters at the end that are not said: a mute e with its s, or the -ent of a verb.</summary>
    private static int MuteEnding(ReadOnlySpan<char> word)
    {
        if (word.Length > 4 && word.EndsWith("ent") && !word.EndsWith("ment") && EndsMute(word))
            return 3;
        var letters = word.EndsWith("es") ? 2 : word.EndsWith("e") ? 1 : 0;
        return letters > 0 && word[..^letters].ContainsAny(Vowels) ? letters : 0;
    }

    private static bool EndsMute(ReadOnlySpan<char> word)
    {
        foreach (var ending in MuteEnt)
        {
            if (word.EndsWith(ending))
                return true;
        }
        return false;
    }

    private static int NucleusEnd(ReadOnlySpan<char> word, int at, int end)
    {
        var next = at + 1;
        if (Glides(word, at) && next < end && IsVowel(word[next]) && !IsApart(word[next]) && !IsMuteInside(word, next, end))
            next++;
        while (next < end && IsVowel(word[next]) && !IsApart(word[next]) && Joins(word[next - 1], word[next]))
            next++;
        // A mute e after a vowel, before a consonant: « paiement », « remerciement ».
        if (next + 1 < end && word[next] == 'e' && !IsVowel(word[next + 1]) && word[next - 1] is 'i' or 'u' or 'é' or 'y' && word[(next + 1)..].StartsWith("ment"))
            next++;
        if (next < end && word[next - 1] == 'é' && word[next] == 'e')
            next++;
        return next;
    }

    /// <summary>An e between a vowel and a consonant that does not make it sound: « remerciement », not « ancien ».</summary>
    private static bool IsMuteInside(ReadOnlySpan<char> word, int at, int end) =>
        word[at] == 'e' && at + 1 < end && !IsVowel(word[at + 1]) && word[at + 1] is not ('n' or 'r' or 'l' or 't' or 'z' or 'd');

    private static bool Glides(ReadOnlySpan<char> word, int at) => word[at] switch
    {
        'i' or 'y' => !AfterCluster(word, at),
        'u' => at + 1 < word.Length && (word[at + 1] == 'i' || !AfterCluster(word, at)),
        _ => false,
    };

    private static bool AfterCluster(ReadOnlySpan<char> word, int at) =>
        at >= 2 && word[at - 1] is 'l' or 'r' && !IsVowel(word[at - 2]) && word[at - 2] is not ('l' or 'r' or 'n' or 's');

    /// <summary>Two letters said as one vowel, or a vowel after a glide.</summary>
    private static bool Joins(char one, char next) => (one, next) switch
    {
        ('a', 'i' or 'î' or 'u' or 'y') or ('e', 'i' or 'u' or 'a' or 'û' or 'y') or ('o', 'i' or 'î' or 'u' or 'û' or 'ù' or 'y' or 'e') or ('œ', 'u') => true,
        ('u', 'i') => true,
        _ => false,
    };

    private static bool IsSilentU(ReadOnlySpan<char> word, int at) =>
        word[at] == 'u' && at > 0 && (word[at - 1] == 'q' || (word[at - 1] == 'g' && at + 1 < word.Length && word[at + 1] is 'e' or 'i' or 'é' or 'è' or 'ê'));

    private static bool IsApart(char letter) => letter is 'ï' or 'ë' or 'ü';

    private static bool IsVowel(char letter) => Vowels.Contains(letter);
}
