using System.Text;

namespace Collegue.Casework.Triage;

/// <summary>
/// Language of a message from its script and its small words. Short or undecided messages are French:
/// that is what a French town hall receives.
/// </summary>
internal sealed class LanguageGuess
{
    private const int EnoughWords = 2;

    private readonly Dictionary<string, List<int>> languagesByWord = new(StringComparer.Ordinal);
    private readonly string[] languages;
    private readonly int french;

    public LanguageGuess(IReadOnlyDictionary<string, IReadOnlyList<string>> smallWords)
    {
        languages = [.. smallWords.Keys];
        french = Array.IndexOf(languages, "fr");
        for (var language = 0; language < languages.Length; language++)
        {
            foreach (var word in smallWords[languages[language]].SelectMany(text => Words.Read(text)).Select(word => word.Folded).Distinct())
            {
                if (!languagesByWord.TryGetValue(word, out var list))
                    languagesByWord.Add(word, list = []);
                list.Add(language);
            }
        }
    }

    public string? Of(ReadOnlySpan<char> text, List<Word> words)
    {
        var script = ByScript(text);
        return script is null || script.Length > 0 ? script : BySmallWords(words);
    }

    // A word of several languages counts for each, divided: it must not decide between them.
    private string BySmallWords(List<Word> words)
    {
        var scores = new double[languages.Length];
        var hits = new int[languages.Length];
        foreach (var word in words)
        {
            if (!languagesByWord.TryGetValue(word.Folded, out var owners))
                continue;
            foreach (var owner in owners)
            {
                scores[owner] += 1.0 / owners.Count;
                hits[owner]++;
            }
        }

        var best = french;
        for (var language = 0; language < languages.Length; language++)
        {
            if (hits[language] >= EnoughWords && scores[language] > scores[best])
                best = language;
        }

        return languages[best];
    }

    /// <summary>A code for a script of one language, empty for Latin, null without letters.</summary>
    private static string? ByScript(ReadOnlySpan<char> text)
    {
        int latin = 0, arabic = 0, cyrillic = 0, ukrainian = 0, greek = 0, hebrew = 0, han = 0, kana = 0, other = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsLetter(rune))
                continue;
            switch (rune.Value)
            {
                case < 0x250 or (>= 0x1E00 and < 0x1F00):
                    latin++;
                    break;
                case 'і' or 'ї' or 'є' or 'ґ' or 'І' or 'Ї' or 'Є' or 'Ґ':
                    ukrainian++;
                    cyrillic++;
                    break;
                case >= 0x400 and < 0x530:
                    cyrillic++;
                    break;
                case (>= 0x600 and < 0x780) or (>= 0xFB50 and < 0xFE00) or (>= 0xFE70 and < 0xFF00):
                    arabic++;
                    break;
                case >= 0x370 and < 0x400:
                    greek++;
                    break;
                case >= 0x590 and < 0x600:
                    hebrew++;
                    break;
                case >= 0x3040 and < 0x3100:
                    kana++;
                    break;
                case (>= 0x4E00 and < 0xA000) or (>= 0x3400 and < 0x4DC0):
                    han++;
                    break;
                default:
                    other++;
                    break;
            }
        }

        var most = Math.Max(Math.Max(Math.Max(arabic, cyrillic), Math.Max(greek, hebrew)), Math.Max(han + kana, other));
        if (latin + most == 0)
            return null;
        if (latin >= most)
            return "";
        return most == arabic ? "ar"
            : most == cyrillic ? ukrainian > 0 ? "uk" : "ru"
            : most == greek ? "el"
            : most == hebrew ? "he"
            : most == han + kana ? kana > 0 ? "ja" : "zh"
            : "und";
    }
}
