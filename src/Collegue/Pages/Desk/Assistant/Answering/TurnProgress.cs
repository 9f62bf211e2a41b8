using Collegue.Answering;
using Collegue.Storage.Conversations;

namespace Collegue.Pages.Desk.Assistant.Answering;

/// <summary>What happens to a turn while it is answered. The last is <see cref="Ended"/>, unless nobody listens any more.</summary>
internal abstract record TurnProgress
{
    private TurnProgress()
    {
    }

    public sealed record Began(string Engine, string? Model) : TurnProgress;

    public sealed record Sentence(AnswerSentence Said) : TurnProgress;

    /// <summary>What is stored by now.</summary>
    public sealed record Ended(TurnState State, Answer? Answer) : TurnProgress;
}
