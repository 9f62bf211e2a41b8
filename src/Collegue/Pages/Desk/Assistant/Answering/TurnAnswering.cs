using System.Runtime.CompilerServices;
using System.Security.Claims;
using Collegue.Answering;
using Collegue.Pages.Desk.Assistant.Keeping;
using Collegue.Storage;
using Collegue.Storage.Conversations;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Pages.Desk.Assistant.Answering;

/// <summary>
/// Answers a stored turn and stores what became of it: the whole answer, or what was shown before the agent stopped, left, or
/// waited too long. However it ends, the turn says so.
/// </summary>
internal sealed partial class TurnAnswering(
    CollegueDb db, OrganisationScope scope, TurnQuestion questions, AnswerStream stream, IHostApplicationLifetime lifetime,
    IOptions<AssistantOptions> options, TimeProvider clock, ILogger<TurnAnswering> logger)
{
    /// <summary>Answers to the end without showing anything on the way.</summary>
    public async Task CompleteAsync(AskedTurn asked, ClaimsPrincipal user, CancellationToken cancellation)
    {
        await foreach (var _ in AnswerAsync(asked, user, cancellation))
        {
            // What happens is stored.
        }
    }

    public async IAsyncEnumerable<TurnProgress> AnswerAsync(AskedTurn asked, ClaimsPrincipal user, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.AnswerSeconds), clock);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token, lifetime.ApplicationStopping);
        var shown = new ShownAnswer();
        var state = TurnState.Asked;
        Answer? answer = null;
        await using var events = EventsAsync(asked, user, any.Token).GetAsyncEnumerator(any.Token);
        try
        {
            while (state == TurnState.Asked)
            {
                AnswerEvent? next = null;
                try
                {
                    next = await events.MoveNextAsync() ? events.Current : throw new InvalidOperationException("The answer has no end.");
                }
                catch (Exception exception)
                {
                    state = StateOf(exception, limit.IsCancellationRequested, any.IsCancellationRequested);
                    Log.Unfinished(logger, asked.Turn.Id, state, exception.GetType().Name);
                }

                switch (next)
                {
                    case AnswerEvent.Started started:
                        shown.Begin(started.Engine, started.Model);
                        yield return new TurnProgress.Began(started.Engine, started.Model);
                        break;
                    case AnswerEvent.SentenceReady ready:
                        shown.Add(ready.Sentence);
                        yield return new TurnProgress.Sentence(ready.Sentence);
                        break;
                    case AnswerEvent.Finished finished:
                        (state, answer) = (TurnState.Answered, finished.Answer);
                        break;
                }
            }
        }
        finally
        {
            // Also when whoever listened is gone: nothing that was shown is lost.
            state = state == TurnState.Asked ? TurnState.Stopped : state;
            answer ??= shown.Unfinished;
            await StoreAsync(asked.Turn.Id, state, answer, shown.Model);
        }

        yield return new TurnProgress.Ended(state, answer);
    }

    private async IAsyncEnumerable<AnswerEvent> EventsAsync(AskedTurn asked, ClaimsPrincipal user, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var question = await questions.OfAsync(asked, user, cancellation);
        await foreach (var happened in stream(question, cancellation).WithCancellation(cancellation))
        {
            yield return happened;
        }
    }

    private static TurnState StateOf(Exception exception, bool tooLong, bool cancelled) =>
        exception is not OperationCanceledException && !cancelled ? TurnState.Failed
        : tooLong ? TurnState.TimedOut
        : cancelled ? TurnState.Stopped
        : TurnState.Failed;

    /// <summary>The agent may be gone by now: this is not cancelled with the request.</summary>
    private async Task StoreAsync(Guid turn, TurnState state, Answer? answer, string? shownModel)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? answered = state == TurnState.Answered ? now : null, stopped = state == TurnState.Answered ? null : now;
        var status = state == TurnState.Answered ? answer?.Status.WireName() : null;
        var (engine, model, prompt, kept) = (
            answer?.Engine, answer?.Model?.Model ?? (answer is null ? null : shownModel), answer?.Model?.PromptHash, answer is null ? null : AnswerJson.Write(answer));
        await db.ConversationTurns.Where(row => row.OrganisationId == scope.Current && row.Id == turn && row.State == TurnState.Asked).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, state).SetProperty(row => row.Status, status).SetProperty(row => row.Engine, engine)
                .SetProperty(row => row.Model, model).SetProperty(row => row.PromptHash, prompt).SetProperty(row => row.Answer, kept)
                .SetProperty(row => row.AnsweredAt, answered).SetProperty(row => row.StoppedAt, stopped),
            CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The answer to {Turn} ended as {State}: {Error}.")]
        internal static partial void Unfinished(ILogger logger, Guid turn, TurnState state, string error);
    }
}
