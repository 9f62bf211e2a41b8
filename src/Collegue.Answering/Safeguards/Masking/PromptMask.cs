using Microsoft.Extensions.AI;

namespace Collegue.Answering.Safeguards.Masking;

internal sealed record MaskedPrompt(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options, MaskMap Map);

/// <summary>
/// Masks one prompt as a whole: names are gathered from all its texts first, so that a name told in one message is masked in every other.
/// Messages are made anew; what providers left in them (raw objects, properties) is not sent.
/// </summary>
internal sealed class PromptMask(Masker masker, MaskMap map, MaskingChatOptions options)
{
    private readonly List<string> _sent = [];

    public MaskedPrompt Apply(IReadOnlyList<ChatMessage> messages, ChatOptions? asked)
    {
        // The first pass only gathers: a text is masked right when every name is known.
        Walk(messages, asked, new TextWalk(text =>
        {
            masker.Learn(text, map);
            return text;
        }));
        var prompt = Walk(messages, asked, new TextWalk(text =>
        {
            var masked = masker.Mask(text, map).Text;
            _sent.Add(masked);
            return masked;
        }));
        Verify();
        return prompt;
    }

    private MaskedPrompt Walk(IReadOnlyList<ChatMessage> messages, ChatOptions? asked, TextWalk walk)
    {
        List<ChatMessage> masked =
        [
            .. messages.Select(message => new ChatMessage(message.Role, [.. message.Contents.Select(content => Content(content, walk)).OfType<AIContent>()])
            {
                AuthorName = walk.Text(message.AuthorName),
                MessageId = message.MessageId,
                CreatedAt = message.CreatedAt,
            }),
        ];
        if (asked is null)
            return new MaskedPrompt(masked, null, map);
        var settings = asked.Clone();
        settings.Instructions = walk.Text(asked.Instructions);
        settings.StopSequences = asked.StopSequences is { } stops ? [.. stops.Select(stop => walk.Text(stop)!)] : null;
        return new MaskedPrompt(masked, settings, map);
    }

    private AIContent? Content(AIContent content, TextWalk walk) => content switch
    {
        TextContent text => new TextContent(walk.Text(text.Text)),
        TextReasoningContent thought => new TextReasoningContent(walk.Text(thought.Text)) { ProtectedData = thought.ProtectedData },
        FunctionCallContent call => new FunctionCallContent(call.CallId, call.Name, walk.Arguments(call.Arguments)),
        FunctionResultContent result => new FunctionResultContent(result.CallId, walk.Value(result.Result)),
        ErrorContent error => new ErrorContent(walk.Text(error.Message)) { ErrorCode = error.ErrorCode, Details = walk.Text(error.Details) },
        UsageContent => null,
        _ when options.AllowUnmaskable => content,
        _ => throw new MaskingFailedException($"A content of type {content.GetType().Name} cannot be masked and is not allowed."),
    };

    private void Verify()
    {
        var names = map.Names();
        var left = _sent.SelectMany(text => masker.Find(text, names)).Select(data => data.Kind).Distinct().ToList();
        if (left.Count > 0)
            throw new MaskingFailedException($"After masking, personal data can still be found: {string.Join(", ", left)}.");
    }
}
