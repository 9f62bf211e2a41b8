using System.Globalization;
using System.Text;
using Collegue.Answering;
using Collegue.Casework.Sending;

namespace Collegue.Casework.Drafting;

/// <summary>The sentences of an answer as paragraphs of a text: under their situations, lists kept together, services after a heading.</summary>
internal static class AnswerParagraphs
{
    /// <summary>The answer's own text when it has no sentence: an orientation.</summary>
    public static string Of(Answer answer, CultureInfo culture)
    {
        if (answer.Sentences.Count == 0)
        {
            return answer.Orientation?.Text ?? answer.Text;
        }

        var text = new StringBuilder();
        string? situation = null;
        SentenceRole? before = null;
        foreach (var sentence in answer.Sentences)
        {
            if (sentence.Situation is { } applies && applies != situation)
            {
                Line(text, LetterTexts.Get("draft.situation", culture, applies), apart: true);
            }

            situation = sentence.Situation ?? situation;
            if (sentence.Role != before && HeadingOf(sentence.Role) is { } heading)
            {
                Line(text, LetterTexts.Get(heading, culture), apart: true);
            }

            Line(text, Words(sentence, culture), apart: !FollowsClosely(before, sentence.Role));
            before = sentence.Role;
        }

        return text.ToString();
    }

    private static bool FollowsClosely(SentenceRole? before, SentenceRole role) => role switch
    {
        SentenceRole.ListItem => before is SentenceRole.ListItem or SentenceRole.ListIntroduction,
        SentenceRole.WhereToGo or SentenceRole.OnlineService => true,
        _ => false,
    };

    private static string Words(AnswerSentence sentence, CultureInfo culture)
    {
        var words = sentence.Supported ? sentence.Text : LetterTexts.Get("copy.unsupported", culture, sentence.Text);
        words = sentence.Role is SentenceRole.ListItem or SentenceRole.WhereToGo or SentenceRole.OnlineService ? $"- {words}" : words;
        return sentence.Link is null || sentence.Text.Contains(sentence.Link, StringComparison.Ordinal) ? words : $"{words}\n  {sentence.Link}";
    }

    private static string? HeadingOf(SentenceRole role) => role switch
    {
        SentenceRole.WhereToGo => "draft.where",
        SentenceRole.OnlineService => "draft.online",
        _ => null,
    };

    private static void Line(StringBuilder text, string line, bool apart) =>
        text.Append(text.Length == 0 ? "" : apart ? "\n\n" : "\n").Append(line);
}
