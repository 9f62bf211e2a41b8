using Collegue.Storage.Models;
using Microsoft.Extensions.AI;

namespace Collegue.Answering.Models.Calling;

/// <summary>What a call took so far.</summary>
internal sealed class CallTally(int inputTokens, TimeProvider clock)
{
    private readonly long _from = clock.GetTimestamp();
    private int _letters;
    private int? _outputTokens;

    /// <summary>What the server counted, else the most the prompt can hold.</summary>
    public int InputTokens { get; private set; } = inputTokens;

    public int OutputTokens => _outputTokens ?? TokenEstimate.Likely(_letters);

    public int? FirstTokenMilliseconds { get; private set; }

    /// <summary>A reader who goes away says nothing: it is so until something else is known.</summary>
    public ModelOutcome Outcome { get; set; } = ModelOutcome.Abandoned;

    /// <summary>What the call cost: nothing when the server refused it or was never reached.</summary>
    public long Cost(ModelEndpoint endpoint) => FirstTokenMilliseconds is null && Outcome is not (ModelOutcome.Answered or ModelOutcome.NothingInTime or ModelOutcome.TooLong)
        ? 0
        : endpoint.Cost(InputTokens, OutputTokens);

    public int Milliseconds => (int)clock.GetElapsedTime(_from).TotalMilliseconds;

    public void Count(ChatResponseUpdate update)
    {
        foreach (var content in update.Contents)
        {
            switch (content)
            {
                case TextReasoningContent thought:
                    _letters += thought.Text.Length;
                    break;
                case TextContent text when text.Text.Length > 0:
                    FirstTokenMilliseconds ??= Milliseconds;
                    _letters += text.Text.Length;
                    break;
                case UsageContent usage:
                    InputTokens = Bounded(usage.Details.InputTokenCount) ?? InputTokens;
                    _outputTokens = Bounded(usage.Details.OutputTokenCount) ?? _outputTokens;
                    break;
            }
        }
    }

    private static int? Bounded(long? tokens) => tokens is >= 0 and <= 100_000_000 ? (int)tokens : null;
}

/// <summary>How many tokens a text makes, when the server does not count them.</summary>
internal static class TokenEstimate
{
    /// <summary>Tokens that a model adds around a message.</summary>
    private const int Around = 16;

    /// <summary>French text has three to four letters a token; two are never too few but for the strangest texts.</summary>
    public static int Most(IEnumerable<ChatMessage> messages) => messages.Sum(message => Around + (message.Text.Length / 2) + 1);

    public static int Likely(int letters) => (letters + 2) / 3;
}
