using Collegue.Gateway.Routing;
using Collegue.Gateway.Tracing;
using Collegue.Storage.Models;

namespace Collegue.Gateway.Calling;

/// <summary>What a call took so far, and how it ended.</summary>
internal sealed class CallTally(int mostInputTokens)
{
    private int _textBytes;
    private int? _inputTokens;
    private int? _outputTokens;

    /// <summary>What is kept of the call; null when nothing is.</summary>
    public CallTrace? Trace { get; init; }

    public Provider? Provider { get; set; }

    /// <summary>Until something else is known, the client went away.</summary>
    public ModelOutcome Outcome { get; set; } = ModelOutcome.Abandoned;

    /// <summary>Something of an answer came: the provider may ask to be paid.</summary>
    public bool AnyAnswer { get; set; }

    /// <summary>What the server counted, else the most the request can hold.</summary>
    public int InputTokens => _inputTokens ?? (AnyAnswer ? mostInputTokens : 0);

    /// <summary>What the server counted, else three letters a token of what came.</summary>
    public int OutputTokens => _outputTokens ?? (_textBytes + 2) / 3;

    public void Count(in AnswerReading reading, bool isText)
    {
        AnyAnswer = true;
        _inputTokens = reading.InputTokens ?? _inputTokens;
        _outputTokens = reading.OutputTokens ?? _outputTokens;
        if (isText)
        {
            _textBytes += reading.TextBytes;
        }
        else
        {
            _outputTokens ??= 0;
        }
    }

    public void Count(int inputTokens, int outputTokens) => (AnyAnswer, _inputTokens, _outputTokens) = (true, inputTokens, outputTokens);
}
