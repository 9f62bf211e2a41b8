namespace Collegue.Answering;

/// <summary>What happens while an answer is made, in order. The last is always <see cref="Finished"/>.</summary>
public abstract record AnswerEvent
{
    private AnswerEvent()
    {
    }

    /// <summary>An engine begins. When another had begun before, what it said no longer counts: clear it.</summary>
    /// <param name="Engine"><see cref="Answerer.Extractive"/> or <see cref="Answerer.Generative"/>.</param>
    /// <param name="Model">The name an administrator gave the model; null without one.</param>
    public sealed record Started(string Engine, string? Model) : AnswerEvent;

    /// <summary>A sentence that passed its checks, or is marked as not having passed them.</summary>
    public sealed record SentenceReady(AnswerSentence Sentence) : AnswerEvent;

    /// <summary>The whole answer; it replaces what came before.</summary>
    public sealed record Finished(Answer Answer) : AnswerEvent;
}
