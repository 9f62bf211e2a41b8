using System.Runtime.CompilerServices;
using Collegue.Answering.Composing;
using Collegue.Answering.Extracting;
using Collegue.Answering.Generating;
using Collegue.Answering.Grounding;
using Collegue.Answering.Safeguards.Gate;
using Collegue.Knowledge.Embedding;

namespace Collegue.Answering;

/// <summary>
/// Answers with sentences that each have their proof, quoted from the sources or written by a model of the organisation and checked,
/// or says honestly why it does not. Without a model, the same question on the same documents always gives the same answer.
/// </summary>
/// <param name="engines">Chooses who answers; without it, always extraction.</param>
public sealed class Answerer(IPassageFinder finder, Grounder grounder, TextEmbedder embedder, Engines? engines = null)
{
    public const string Extractive = "extractive";
    public const string Generative = "generative";

    private readonly Extraction extraction = new(finder, grounder, embedder);

    /// <summary>Never throws on account of the text of a question, whatever it is.</summary>
    public async Task<Answer> AskAsync(Question question, CancellationToken cancellation) =>
        ((AnswerEvent.Finished)await StreamAsync(question, cancellation).LastAsync(cancellation)).Answer;

    /// <summary>The same answer as it is made, so that a reader need not wait for its end.</summary>
    public async IAsyncEnumerable<AnswerEvent> StreamAsync(Question question, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Before any model is called, and whether or not answers are suspended.
        var verdict = QuestionGate.Examine(question.Text);
        if (verdict is { Decides: true })
        {
            yield return new AnswerEvent.Finished(Refusals.Of(question, verdict));
            yield break;
        }

        var happening = engines?.StreamAsync(question, stop => extraction.AnswerAsync(question, stop), cancellation) ?? ExtractAsync(question, cancellation);
        await foreach (var happened in happening)
        {
            yield return happened is AnswerEvent.Finished { Answer.Status: AnswerStatus.NoSource } && verdict is not null
                ? new AnswerEvent.Finished(Refusals.Of(question, verdict))
                : happened;
        }
    }

    private async IAsyncEnumerable<AnswerEvent> ExtractAsync(Question question, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new AnswerEvent.Started(Extractive, null);
        var answer = await extraction.AnswerAsync(question, cancellation);
        foreach (var sentence in answer.Sentences)
            yield return new AnswerEvent.SentenceReady(sentence);
        yield return new AnswerEvent.Finished(answer);
    }
}
