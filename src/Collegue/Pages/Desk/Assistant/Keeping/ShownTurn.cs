using Collegue.Answering;
using Collegue.Storage.Conversations;

namespace Collegue.Pages.Desk.Assistant.Keeping;

/// <summary>A turn with all that a screen shows of it.</summary>
internal sealed record ShownTurn(
    ConversationTurn Turn, Answer? Answer, IReadOnlyList<ShownSource> Sources, IReadOnlyList<AnswerFeedback> Feedback, bool IsRunning)
{
    /// <summary>The numbers of the sources of a sentence.</summary>
    public IEnumerable<int> MarksOf(AnswerSentence sentence) =>
        sentence.Citations.Select(citation => Sources.First(source => source.IsSame(citation)).Number).Distinct();

    /// <summary>What the turn is worth showing as: one whose program was killed is no longer being answered.</summary>
    public TurnState State => Turn.State == TurnState.Asked && !IsRunning ? TurnState.Failed : Turn.State;
}

/// <summary>A quote an answer rests on.</summary>
/// <param name="Number">1, 2, 3… in the order of the answer, those of one document together.</param>
/// <param name="Document">What the fund says now of the document; null when it is gone, or a joined file.</param>
internal sealed record ShownSource(int Number, AnswerCitation Citation, bool IsAttached, CitedNow? Document)
{
    public bool IsSame(AnswerCitation other) =>
        other.PassageId == Citation.PassageId && other.Start == Citation.Start && other.Quote.Length == Citation.Quote.Length;
}

internal sealed record CitedNow(bool IsNational, DateOnly? ValidUntil);
