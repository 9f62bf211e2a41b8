using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Collegue.Tests.Safeguards;

/// <summary>A model that answers what a test says and remembers what it was sent.</summary>
internal sealed class ScriptedModel : IChatClient
{
    public List<(List<ChatMessage> Messages, ChatOptions? Options)> Asked { get; } = [];

    public Func<IReadOnlyList<ChatMessage>, ChatMessage> Answer { get; set; } = _ => new ChatMessage(ChatRole.Assistant, "Bien.");

    public IReadOnlyList<ChatResponseUpdate> Updates { get; set; } = [];

    /// <summary>All that was sent, as one text.</summary>
    public string Sent => string.Join('\n', Asked.SelectMany(call => call.Messages).SelectMany(message => message.Contents).Select(Written))
        + string.Join('\n', Asked.Select(call => call.Options?.Instructions));

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Asked.Add(([.. messages], options));
        return Task.FromResult(new ChatResponse(Answer(Asked[^1].Messages)));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Asked.Add(([.. messages], options));
        foreach (var update in Updates)
        {
            await Task.Yield();
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static string Written(AIContent content) => content switch
    {
        FunctionCallContent call => string.Join(' ', call.Arguments?.Select(pair => $"{pair.Key}={pair.Value}") ?? []),
        FunctionResultContent result => $"{result.Result}",
        TextReasoningContent thought => thought.Text,
        _ => content.ToString() ?? "",
    };
}
