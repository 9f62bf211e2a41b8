using Microsoft.Extensions.AI;

namespace Collegue.Answering.Safeguards.Masking;

/// <summary>Restores contents that are whole.</summary>
internal static class RestoredContent
{
    public static AIContent Of(AIContent content, MaskMap map)
    {
        switch (content)
        {
            case TextContent text:
                text.Text = map.Restore(text.Text);
                break;
            case TextReasoningContent thought:
                thought.Text = map.Restore(thought.Text);
                break;
            case ErrorContent error:
                error.Message = map.Restore(error.Message);
                break;
            case FunctionCallContent call:
                call.Arguments = new TextWalk(map.Restore).Arguments(call.Arguments);
                break;
            case FunctionResultContent result:
                result.Result = new TextWalk(map.Restore).Value(result.Result);
                break;
            default:
                break;
        }

        return content;
    }
}

/// <summary>
/// Restores the updates of one stream. Text held back because a placeholder may begin there comes with the next text of the same message,
/// or before whatever ends it.
/// </summary>
internal sealed class RestoredUpdates(MaskMap map)
{
    private readonly StreamRestorer _text = new(map);
    private readonly StreamRestorer _thought = new(map);
    private string? _message;
    private ChatResponseUpdate? _previous;

    public ChatResponseUpdate Next(ChatResponseUpdate update)
    {
        var contents = new List<AIContent>();
        if (update.MessageId is { } message && _message is { } before && message != before)
            contents.AddRange(Held());
        _message = update.MessageId ?? _message;
        foreach (var content in update.Contents)
        {
            switch (content)
            {
                case TextContent text:
                    text.Text = _text.Feed(text.Text);
                    break;
                case TextReasoningContent thought:
                    thought.Text = _thought.Feed(thought.Text);
                    break;
                case UsageContent:
                    break;
                default:
                    contents.AddRange(Held());
                    RestoredContent.Of(content, map);
                    break;
            }

            contents.Add(content);
        }

        if (update.FinishReason is not null)
            contents.AddRange(Held());
        update.Contents = contents;
        return _previous = update;
    }

    /// <summary>What is left when the stream ended without saying so.</summary>
    public ChatResponseUpdate? Last() => Held() is { Count: > 0 } held
        ? new ChatResponseUpdate(_previous?.Role, held)
        {
            MessageId = _message,
            ResponseId = _previous?.ResponseId,
            ConversationId = _previous?.ConversationId,
            ModelId = _previous?.ModelId,
        }
        : null;

    private List<AIContent> Held()
    {
        var held = new List<AIContent>();
        if (_thought.Finish() is { Length: > 0 } thought)
            held.Add(new TextReasoningContent(thought));
        if (_text.Finish() is { Length: > 0 } text)
            held.Add(new TextContent(text));
        return held;
    }
}
