using Collegue.Answering.Extracting;
using Collegue.Answering.Safeguards.Gate;

namespace Collegue.Answering.Composing;

/// <summary>Answers that give none: each says why, and who can be asked.</summary>
internal static class Refusals
{
    private const int MostClosest = 3;

    public static Answer Of(Question question, GateVerdict verdict)
    {
        var text = AnswerTexts.Get(verdict.Text, question.Culture);
        if (verdict.Status is not AnswerStatus.OutOfScope && AnswerLayout.Reach(question.Office, question.Culture) is { Length: > 0 } reach)
            text = $"{text} {reach}";
        return Without(verdict.Status, question, text, []);
    }

    /// <param name="found">What was found beside the question, best first: it may still be worth reading.</param>
    public static Answer NoSource(Question question, IReadOnlyList<AnswerCheck> checks, IReadOnlyList<CandidateDocument> found)
    {
        var closest = found.Take(MostClosest).Select(document => new CloseDocument(document.Id, document.Key, document.Title, document.Url)).ToList();
        var answer = Without(AnswerStatus.NoSource, question, AnswerLayout.Of(question.Office, question.Culture), checks);
        return answer with { Orientation = answer.Orientation! with { Closest = closest } };
    }

    /// <param name="cases">As the source names them.</param>
    public static Answer Clarify(Question question, IReadOnlyList<string> cases)
    {
        var text = string.Join("\n", cases.Select(one => $"- {one}").Prepend(AnswerTexts.Get("Clarify", question.Culture)));
        var asked = FollowUp.Complete(question).TrimEnd('?', ' ', '\u00A0');
        return Without(AnswerStatus.NeedsClarification, question, text, []) with
        {
            Choices = [.. cases.Select(one => new AnswerChoice(one, $"{asked} ({one}) ?"))],
        };
    }

    private static Answer Without(AnswerStatus status, Question question, string text, IReadOnlyList<AnswerCheck> checks) =>
        new(status, Answerer.Extractive, [], checks, new Orientation(text, question.Office), text);
}
