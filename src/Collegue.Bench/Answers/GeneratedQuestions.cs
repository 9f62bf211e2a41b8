using System.Globalization;
using System.Text;

namespace Collegue.Bench.Answers;

/// <summary>Questions made from texts of the sources: well put, shortened, mixed, misspelt or without sense; the same seed gives the same ones.</summary>
public static class GeneratedQuestions
{
    private static readonly string[] Openings =
    [
        "Comment {0} ?", "Combien coûte {0} ?", "Quel délai pour {0} ?", "Qui peut demander {0} ?", "Quels documents pour {0} ?", "Où s'adresser pour {0} ?",
        "Peut-on {0} ?", "Quand faut-il {0} ?", "Bonjour, je voudrais savoir pour {0}, merci.", "{0}", "{0} téléphone", "{0} prix 2026 500 €", "{0} 06 12 34 56 78",
        "J'ai 3 enfants et {0}, que faire ?", "c koi {0}", "{0} {0}",
    ];

    /// <param name="subjects">Titles and headings.</param>
    public static IReadOnlyList<string> Make(IReadOnlyList<string> subjects, int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Question(subjects, random))];
    }

    private static string Question(IReadOnlyList<string> subjects, Random random)
    {
        var subject = Pick(subjects, random).TrimEnd('?', ' ', '\u00A0');
        if (random.Next(4) == 0)
            subject = $"{subject} {Pick(subjects, random)}";
        if (random.Next(3) == 0)
            subject = string.Join(' ', subject.Split(' ').Where(_ => random.Next(4) > 0));
        subject = random.Next(5) switch
        {
            0 => Plain(subject),
            1 => Misspelt(subject, random),
            2 => subject.ToUpper(CultureInfo.GetCultureInfo("fr")),
            _ => subject,
        };
        return string.Format(CultureInfo.InvariantCulture, Pick(Openings, random), subject);
    }

    private static string Plain(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant();

    /// <summary>One letter in eight is left out, doubled or exchanged with the next.</summary>
    private static string Misspelt(string text, Random random)
    {
        var letters = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var change = char.IsLetter(text[at]) ? random.Next(24) : -1;
            if (change == 0)
                continue;
            letters.Append(text[at]);
            if (change == 1)
                letters.Append(text[at]);
            else if (change == 2 && letters.Length > 1)
                (letters[^1], letters[^2]) = (letters[^2], letters[^1]);
        }

        return letters.ToString();
    }

    private static T Pick<T>(IReadOnlyList<T> list, Random random) => list[random.Next(list.Count)];
}
