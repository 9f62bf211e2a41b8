using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Collegue.Answering;
using Collegue.Pages.Desk.Assistant.Answering;

namespace Collegue.Web.Tests.Desk.Assistant;

/// <summary>Answers as a test says, to questions that hold a word; other questions go to the product's own engine.</summary>
internal sealed class ScriptedAnswers
{
    private readonly ConcurrentDictionary<string, AnswerScript> scripts = new();

    public AnswerScript On(string word, AnswerScript script) => scripts[word] = script;

    public AnswerStream Or(AnswerStream engine) => (question, cancellation) =>
        scripts.FirstOrDefault(entry => question.Text.Contains(entry.Key, StringComparison.Ordinal)).Value is { } script
            ? script.PlayAsync(question, cancellation)
            : engine(question, cancellation);
}

/// <summary>What is said, in order; a task is waited for, and a <see cref="Gate"/> until somebody cancels.</summary>
internal sealed class AnswerScript(params IReadOnlyList<object> steps)
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<Question> asked = new();

    /// <summary>Stands in the steps where nothing more comes until somebody cancels.</summary>
    public static object Gate { get; } = new();

    /// <summary>When the gate is reached.</summary>
    public Task Reached => reached.Task;

    /// <summary>When the work was cancelled at the gate.</summary>
    public Task Cancelled => cancelled.Task;

    public IReadOnlyList<Question> Asked => [.. asked];

    public static AnswerScript Saying(Answer answer) => new(
        [new AnswerEvent.Started(answer.Engine, answer.Model?.Model), .. answer.Sentences.Select(sentence => new AnswerEvent.SentenceReady(sentence)), new AnswerEvent.Finished(answer)]);

    public async IAsyncEnumerable<AnswerEvent> PlayAsync(Question question, [EnumeratorCancellation] CancellationToken cancellation)
    {
        asked.Enqueue(question);
        foreach (var step in steps)
        {
            if (step is AnswerEvent happened)
            {
                yield return happened;
            }
            else if (step is Task released)
            {
                await released.WaitAsync(cancellation);
            }
            else if (step is Exception exception)
            {
                throw exception;
            }
            else
            {
                var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await using var registration = cancellation.Register(() =>
                {
                    cancelled.TrySetResult();
                    waiting.TrySetCanceled(cancellation);
                });
                reached.TrySetResult();
                await waiting.Task;
            }
        }
    }
}
