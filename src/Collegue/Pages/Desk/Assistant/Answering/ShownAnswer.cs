using Collegue.Answering;

namespace Collegue.Pages.Desk.Assistant.Answering;

/// <summary>What was shown of an answer so far.</summary>
internal sealed class ShownAnswer
{
    private readonly List<AnswerSentence> sentences = [];
    private string engine = Answerer.Extractive;
    private string? model;

    /// <summary>Clears what an engine before had said: it no longer counts.</summary>
    public void Begin(string with, string? named)
    {
        sentences.Clear();
        (engine, model) = (with, named);
    }

    public void Add(AnswerSentence sentence) => sentences.Add(sentence);

    /// <summary>The name of the model that wrote, when one did.</summary>
    public string? Model => model;

    /// <summary>An answer of what was shown; null when nothing was.</summary>
    public Answer? Unfinished => sentences.Count == 0
        ? null
        : new Answer(AnswerStatus.Answered, engine, [.. sentences], [], null, string.Join('\n', sentences.Select(sentence => sentence.Text)));
}
