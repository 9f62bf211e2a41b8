using System.Runtime.CompilerServices;
using Collegue.Answering.Composing;
using Collegue.Answering.Extracting;
using Collegue.Answering.Models;
using Collegue.Knowledge.Embedding;
using Collegue.Storage.Models;

namespace Collegue.Answering.Generating;

/// <summary>Asks models one after the other until one gives an answer that holds.</summary>
internal sealed class Generation(
    Question question, IReadOnlyList<ChatModel> models, ChatModels choices, IPassageFinder finder, TextEmbedder embedder, SentenceCheck check, Notices notices)
{
    /// <summary>Null when no model gave one.</summary>
    public Answer? Answer { get; private set; }

    /// <summary>Sentences that hold, of a model that was interrupted.</summary>
    public Attempt? Partial { get; private set; }

    /// <summary>An administrator stopped models meanwhile.</summary>
    public bool Stopped { get; private set; }

    public async IAsyncEnumerable<AnswerEvent> StreamAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var essence = QuestionReader.Essence(FollowUp.Complete(question), question.Subject);
        if (QuestionReader.Wanted(essence) is not { Words.Count: > 0 } wanted)
            yield break;
        var findings = (await finder.FindAsync(question, wanted, cancellation)).With(Attachments.Documents(question.Attached));
        if (!HeldSubject.IsIn(findings, essence, question, embedder))
            yield break;
        var prompt = AnswerPrompt.For(question.Culture);
        foreach (var model in models)
        {
            var passages = NumberedPassages.Choose(findings, wanted.Words, Engines.LettersFor(model.Endpoint));
            if (passages.Count == 0)
                yield break;
            var attempt = new Attempt(model, question, passages, check);
            yield return new AnswerEvent.Started(Answerer.Generative, model.ShownName);
            await foreach (var sentence in attempt.RunAsync(AnswerPrompt.Messages(prompt, question, essence, passages), cancellation))
                yield return new AnswerEvent.SentenceReady(sentence);

            choices.Note(model.Endpoint, attempt.Outcome);
            notices.AddEnd(attempt);
            if (attempt is { HasProof: true, End: AttemptEnd.Done or AttemptEnd.Looped })
            {
                if (attempt.Quoted > 0)
                    notices.Add("Quoted", attempt.Quoted);
                if (attempt.Removed > 0)
                    notices.Add("Removed", attempt.Removed);
                Answer = AnswerOf(attempt, question, notices.Said);
                yield return new AnswerEvent.Finished(Answer);
                yield break;
            }

            Partial ??= attempt.HasProof ? attempt : null;
            Stopped = attempt.Outcome == ModelOutcome.Stopped;
            if (Stopped || Partial is not null || attempt.End is not (AttemptEnd.Refused or AttemptEnd.Failed))
                yield break;
        }
    }

    public static Answer AnswerOf(Attempt attempt, Question question, IReadOnlyList<string> said)
    {
        var prompt = AnswerPrompt.For(question.Culture);
        return new Answer(AnswerStatus.Answered, Answerer.Generative, attempt.Sentences, attempt.Checks, null,
            AnswerLayout.Of(attempt.Sentences, question.Culture))
        {
            Model = new ModelTrace(attempt.Model.ShownName, prompt.Id, prompt.Hash),
            Notices = said,
        };
    }
}
