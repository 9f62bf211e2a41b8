using System.Runtime.CompilerServices;
using Collegue.Answering.Extracting;
using Collegue.Answering.Models;
using Collegue.Storage.Models;

namespace Collegue.Answering.Generating;

/// <summary>
/// Chooses who answers: the models of the organisation in their order, then extraction, which is always there; nobody while an
/// administrator suspended automatic answers.
/// </summary>
public sealed class Engines
{
    private const int LettersKept = 4_000;
    private const int MostLetters = 14_000;

    private readonly ChatModels _models;
    private readonly KillSwitch _stops;
    private readonly IPassageFinder _finder;
    private readonly SentenceCheck _check;

    internal Engines(ChatModels models, KillSwitch stops, IPassageFinder finder, SentenceCheck check) =>
        (_models, _stops, _finder, _check) = (models, stops, finder, check);

    /// <param name="extract">Answers without a model.</param>
    public async IAsyncEnumerable<AnswerEvent> StreamAsync(
        Question question, Func<CancellationToken, Task<Answer>> extract, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var order = await _stops.OrderAsync(question.Organisation, question.Ancestors, cancellation);
        if (order?.Level == StopLevel.Answers)
        {
            yield return new AnswerEvent.Finished(SuspendedAnswer.Of(question));
            yield break;
        }

        var chosen = await _models.ForAsync(question.Feature, question.Organisation, question.Ancestors, Material(question), cancellation);
        var notices = new Notices(question.Culture);
        if (order is not null && chosen.Ready.Count + chosen.Passed.Count > 0)
            notices.Add("Stopped");
        else
            notices.AddPassed(chosen.Passed);
        Attempt? partial = null;
        if (order is null && chosen.Ready.Count > 0)
        {
            var generating = new Generation(question, chosen.Ready, _models, _finder, _check, notices);
            await foreach (var happened in generating.StreamAsync(cancellation))
                yield return happened;
            if (generating.Answer is not null)
                yield break;
            partial = generating.Partial;
            if (generating.Stopped && await SuspendedAsync(question, cancellation) is { } suspended)
            {
                yield return new AnswerEvent.Finished(suspended);
                yield break;
            }
        }

        yield return new AnswerEvent.Started(Answerer.Extractive, null);
        var answer = await extract(cancellation);
        if (partial is not null && answer.Status != AnswerStatus.Answered)
            answer = Generation.AnswerOf(partial, question, notices.Of("Cut", partial.Model.ShownName));
        else
            answer = answer with { Notices = [.. notices.BeforeExtraction(answer), .. answer.Notices] };
        foreach (var sentence in answer.Sentences)
            yield return new AnswerEvent.SentenceReady(sentence);
        yield return new AnswerEvent.Finished(answer);
    }

    /// <summary>What would be sent of people's words, and whether the rest is published.</summary>
    private static ChatMaterial Material(Question question) => new(
        [question.Text, .. question.Earlier.SelectMany(turn => new[] { turn.Question, turn.Answer }), .. question.Attached.Select(file => file.Text)],
        OnlyPublished: question.Feature is AnswerFeature.Ask or AnswerFeature.Assistant && !question.Within.ForAgents && question.Attached.Count == 0);

    private async Task<Answer?> SuspendedAsync(Question question, CancellationToken cancellation) =>
        await _stops.OrderAsync(question.Organisation, question.Ancestors, cancellation) is { Level: StopLevel.Answers }
            ? SuspendedAnswer.Of(question)
            : null;

    /// <summary>Letters of passages that fit in what a model reads, its answer and its rules left out.</summary>
    internal static int LettersFor(ModelEndpoint model) => Math.Clamp((model.ContextTokens * 2) - LettersKept, 2_000, MostLetters);
}
