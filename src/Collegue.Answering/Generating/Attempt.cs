using System.Runtime.CompilerServices;
using Collegue.Answering.Grounding;
using Collegue.Answering.Models;
using Collegue.Storage.Models;
using Microsoft.Extensions.AI;

namespace Collegue.Answering.Generating;

/// <summary>One model's try at one answer: its sentences as they come, each checked before anybody sees it.</summary>
internal sealed class Attempt(ChatModel model, Question question, IReadOnlyList<NumberedPassage> passages, SentenceCheck check)
{
    private const int MostSentences = 12;
    private const int MostOutputTokens = 1_200;
    private const int MostRepeats = 2;

    private readonly WrittenReader _reader = new();
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private int _repeats;
    private int _garbled;
    private bool _over;

    public ChatModel Model => model;

    public List<AnswerSentence> Sentences { get; } = [];

    public List<AnswerCheck> Checks { get; } = [];

    /// <summary>Sentences without proof, which were not shown.</summary>
    public int Removed { get; private set; }

    /// <summary>Sentences without proof whose place the source's own took.</summary>
    public int Quoted { get; private set; }

    public AttemptEnd End { get; private set; } = AttemptEnd.Done;

    public ModelOutcome Outcome { get; private set; } = ModelOutcome.Answered;

    public bool HasProof => Sentences.Exists(sentence => sentence.Supported);

    public async IAsyncEnumerable<AnswerSentence> RunAsync(
        IReadOnlyList<ChatMessage> messages, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var options = new ChatOptions { Temperature = 0, MaxOutputTokens = MostOutputTokens };
        await using var updates = model.Client.GetStreamingResponseAsync(messages, options, cancellation).GetAsyncEnumerator(cancellation);
        while (!_over && await NextAsync(updates))
        {
            if (updates.Current.FinishReason == ChatFinishReason.ContentFilter)
                Stop(AttemptEnd.Refused);
            foreach (var written in _over ? [] : _reader.Feed(updates.Current.Text))
            {
                if (await TakeAsync(written, cancellation) is { } sentence)
                    yield return sentence;
                if (_over)
                    break;
            }

            if (!_over && Repetition.IsIn(_reader))
                Stop(AttemptEnd.Looped);
        }

        foreach (var written in _over ? [] : _reader.Finish())
        {
            if (await TakeAsync(written, cancellation) is { } sentence)
                yield return sentence;
        }

        if (!_over && !HasProof)
            End = Removed > 0 || Sentences.Count > 0 ? AttemptEnd.Unproved : AttemptEnd.Unreadable;
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (ModelException failure)
        {
            Outcome = failure.Outcome;
            Stop(AttemptEnd.Failed);
            return false;
        }
    }

    private async Task<AnswerSentence?> TakeAsync(Written written, CancellationToken cancellation)
    {
        switch (written)
        {
            case Written.Unknown when Sentences.Count == 0:
                Stop(AttemptEnd.Unknown);
                return null;
            case Written.Garbled when ++_garbled >= MostSentences:
                Stop(AttemptEnd.Unreadable);
                return null;
            case Written.Sentence { Text.Length: > 0 } sentence when !_over:
                return await TakeAsync(sentence, cancellation);
            default:
                return null;
        }
    }

    private async Task<AnswerSentence?> TakeAsync(Written.Sentence written, CancellationToken cancellation)
    {
        if (Stance.Refuses(written.Text) || (written.Passages.Count == 0 && Stance.DoesNotKnow(written.Text)))
        {
            if (Sentences.Count == 0)
                Stop(Stance.Refuses(written.Text) ? AttemptEnd.Refused : AttemptEnd.Unknown);
            return null;
        }

        if (SpokenLanguage.IsOther(written.Text, question.Culture))
        {
            Removed++;
            if (Sentences.Count == 0)
                Stop(AttemptEnd.OtherLanguage);
            return null;
        }

        if (!_said.Add(Repetition.Plain(written.Text)))
        {
            if (++_repeats >= MostRepeats)
                Stop(AttemptEnd.Looped);
            return null;
        }

        var found = await check.RunAsync(written, question, passages, Sentences.Count, cancellation);
        if (found is not { Sentence: { } sentence })
        {
            Checks.AddRange(found.Checks);
            if (++Removed >= MostSentences)
                Stop(HasProof ? AttemptEnd.Done : AttemptEnd.Unproved);
            return null;
        }

        if (found.IsInSourceWords)
        {
            // Two sentences of a model may come from one of the source, which is said once.
            if (!_said.Add(Repetition.Plain(sentence.Text)))
                return null;
            Quoted++;
        }

        Checks.AddRange(found.Checks);
        Sentences.Add(sentence);
        if (Sentences.Count >= MostSentences)
            Stop(AttemptEnd.Done);
        return sentence;
    }

    private void Stop(AttemptEnd end) => (End, _over) = (end, true);
}
