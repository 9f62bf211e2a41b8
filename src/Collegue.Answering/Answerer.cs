using System.Runtime.CompilerServices;
using Collegue.Answering.Composing;
using Collegue.Answering.Extracting;
using Collegue.Answering.Grounding;
using Collegue.Answering.Safeguards.Gate;
using Collegue.Knowledge.Embedding;

namespace Collegue.Answering;

/// <summary>Answers a question with sentences that each have their proof, or says honestly why it does not.</summary>
public sealed class Answerer(IPassageFinder finder, Grounder grounder, TextEmbedder embedder)
{
    public const string Extractive = "extractive";
    public const string Generative = "generative";

    private readonly Extraction extraction = new(finder, grounder, embedder);

    /// <summary>Never throws on account of the text of a question, whatever it is.</summary>
    public async Task<Answer> AskAsync(Question question, CancellationToken cancellation)
    {
        var verdict = QuestionGate.Examine(question.Text);
        if (verdict is { Decides: true })
            return Refusals.Of(question, verdict);
        var answer = await extraction.AnswerAsync(question, cancellation);
        return answer.Status == AnswerStatus.NoSource && verdict is not null ? Refusals.Of(question, verdict) : answer;
    }

    /// <summary>The same answer as it is made, so that a reader need not wait for its end.</summary>
    public async IAsyncEnumerable<AnswerEvent> StreamAsync(Question question, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new AnswerEvent.Started(Extractive, null);
        var answer = await AskAsync(question, cancellation);
        foreach (var sentence in answer.Sentences)
            yield return new AnswerEvent.SentenceReady(sentence);
        yield return new AnswerEvent.Finished(answer);
    }
}
