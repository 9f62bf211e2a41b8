using System.Text.RegularExpressions;

namespace Collegue.Answering.Extracting;

/// <summary>Takes from a question or a whole letter the words that matter, weighs them and adds what says the same.</summary>
internal static partial class QuestionReader
{
    private const int LongText = 220;
    private const int MostTerms = 24;
    private const int MostOtherWords = 12;
    private const double KindWeight = 0.35;
    private const double WeakWeight = 0.3;

    /// <summary>A word of a letter beside the subject that triage found.</summary>
    private const double AroundWeight = 0.5;

    /// <summary>A word that no document holds weighs as much as a word of one document in this number.</summary>
    private const double Absent = 1.0 / 6000;

    /// <summary>The part of a message that asks: a letter is reduced to its questions and wishes.</summary>
    public static string Essence(string text, IReadOnlyList<string> subject)
    {
        var essence = Essence(text.Trim());
        var missing = subject.Where(words => !essence.Contains(words, StringComparison.OrdinalIgnoreCase));
        return string.Join(' ', missing.Prepend(essence));
    }

    private static string Essence(string text)
    {
        if (text.Length <= LongText)
            return text;
        var essence = Asking(text);
        return essence.Length >= 20 ? essence : text;
    }

    /// <summary>Its sentences that ask; empty when none does.</summary>
    public static string Asking(string text) =>
        string.Join(' ', SentenceSplitter.Split(text).Select(span => span.In(text)).Where(sentence => Asks().IsMatch(sentence)));

    /// <summary>The words to be looked for and weighed.</summary>
    public static IReadOnlyList<Word> ContentWords(string essence) =>
        [.. Words.Of(essence).Where(word => !Vocabulary.IsStop(word)).DistinctBy(word => word.Stem).Take(MostTerms)];

    /// <summary>The words that say what a question is about, in order.</summary>
    public static IReadOnlyList<Word> SubjectWords(string text) => [.. Words.Of(text).Where(IsTopic).DistinctBy(word => word.Stem)];

    public static Wanted Wanted(string essence)
    {
        var sequence = Words.Of(essence).Where(word => !Vocabulary.IsStop(word)).ToList();
        var others = Equivalents(sequence).SelectMany(found => found.Others).SelectMany(phrase => phrase).Distinct().Take(MostOtherWords);
        return new Wanted(essence, string.Join(' ', others), [.. ContentWords(essence).Select(word => word.Plain)]);
    }

    public static ReadQuestion Read(string essence, IReadOnlyList<string> subject, IReadOnlyDictionary<string, double> frequencies)
    {
        var sequence = Words.Of(essence).Where(word => !Vocabulary.IsStop(word)).ToList();
        var others = new Dictionary<string, List<string[]>>();
        foreach (var found in Equivalents(sequence))
        {
            foreach (var stem in found.Phrase)
            {
                if (!others.TryGetValue(stem, out var list))
                    others[stem] = list = [];
                list.AddRange(found.Others);
            }
        }

        // "Quels sont les horaires de la mairie ?": the town hall itself is asked about.
        var weakTopics = !sequence.Exists(IsTopic);
        var told = subject.SelectMany(Words.Of).Where(IsTopic).Select(word => word.Stem).ToHashSet();
        var terms = ContentWords(essence).Select(word =>
        {
            var isSubject = (IsTopic(word) && (told.Count == 0 || told.Contains(word.Stem))) || (weakTopics && Vocabulary.IsWeak(word));
            var rarity = Rarity(frequencies.GetValueOrDefault(word.Plain));
            var weight = Math.Max(0.5, rarity) * (Vocabulary.SaysKind(word) ? KindWeight : !IsTopic(word) ? WeakWeight : isSubject ? 1 : AroundWeight);
            return new QuestionTerm(word.Stem, word.Plain, weight, isSubject, others.GetValueOrDefault(word.Stem) ?? []);
        });
        return new ReadQuestion(essence, QuestionKinds.Of(Words.Fold(essence)), [.. terms]);
    }

    /// <param name="frequency">Share of the documents that hold the word.</param>
    public static double Rarity(double frequency) => -Math.Log(Math.Max(Absent, frequency));

    /// <summary>A figure of the person (an age, an income, a house number) is not what a source is about.</summary>
    private static bool IsTopic(Word word) =>
        !Vocabulary.IsStop(word) && !Vocabulary.SaysKind(word) && !Vocabulary.IsWeak(word) && !word.Plain.All(char.IsDigit);

    private static IEnumerable<Vocabulary.Equivalent> Equivalents(List<Word> sequence)
    {
        for (var at = 0; at < sequence.Count; at++)
        {
            foreach (var entry in Vocabulary.StartingWith(sequence[at].Stem))
            {
                var same = at + entry.Phrase.Length <= sequence.Count;
                for (var next = 1; same && next < entry.Phrase.Length; next++)
                    same = sequence[at + next].Stem == entry.Phrase[next];
                if (same)
                    yield return entry;
            }
        }
    }

    [GeneratedRegex(@"\?(\s|$|[»"")])|\b(je (voudrais|souhaite|souhaiterais|veux|cherche|aimerais|dois|désire|demande)|nous (voudrions|souhaitons|aimerions|cherchons)|comment|combien|pouvez-vous|pourriez-vous|merci de|savoir|me faire|m'adresser|m'indiquer|besoin|il me faut|est-ce qu)", RegexOptions.IgnoreCase)]
    private static partial Regex Asks();
}
