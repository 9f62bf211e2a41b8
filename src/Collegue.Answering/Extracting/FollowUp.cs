using System.Text.RegularExpressions;
using Collegue.Answering.Safeguards.Instructions;

namespace Collegue.Answering.Extracting;

/// <summary>A question that leans on the one before ("et pour un enfant ?", "combien ça coûte ?") is completed with what that one was about.</summary>
internal static partial class FollowUp
{
    private const int MostEarlier = 3;
    private const int MostSubjectWords = 8;

    /// <summary>The question to be looked for, without what in it is meant for a machine.</summary>
    public static string Complete(Question question) => Complete(InstructionDetector.Without(question.Text), question.Earlier);

    /// <summary>The question to be looked for; the same text when it stands by itself.</summary>
    public static string Complete(string text, IReadOnlyList<EarlierTurn> earlier)
    {
        if (earlier.Count == 0 || !LeansOnEarlier(text))
            return text;
        var said = Words.Of(text).Select(word => word.Stem).ToHashSet();
        foreach (var turn in earlier.Reverse().Take(MostEarlier))
        {
            var subject = QuestionReader.SubjectWords(turn.Question).Where(word => !said.Contains(word.Stem)).Take(MostSubjectWords).Select(word => word.Plain).ToList();
            if (subject.Count > 0 && !(LeansOnEarlier(turn.Question) && subject.Count < 2))
                return $"{text.TrimEnd('?', ' ', '\u00A0', '.', '!')} {string.Join(' ', subject)}";
        }
        return text;
    }

    private static bool LeansOnEarlier(string text)
    {
        var subject = QuestionReader.SubjectWords(text).Count;
        return subject == 0 || (subject <= 2 && Leaning().IsMatch(Words.Fold(text.Trim())));
    }

    [GeneratedRegex(@"^(et|mais|ou|sinon|alors|donc|dans ce cas|pour)\b|\b(ca|cela|celui-ci|celle-ci|celle-la|celui-la|il|elle|ils|elles|y|en|lui|leur|ce document|cette demarche|ce delai|ce cas|la meme|le meme)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Leaning();
}
