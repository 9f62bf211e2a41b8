using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Collegue.Answering;
using Collegue.Pages.Desk.Assistant.Keeping;

namespace Collegue.Pages.Desk.Assistant.Answering;

/// <summary>First frame: the question is stored, and where.</summary>
/// <param name="Address">Of the conversation.</param>
/// <param name="Turn">Where the turn is rendered whole.</param>
internal sealed record TurnFrame(Guid Conversation, Guid Id, int Position, string Address, string Turn);

/// <param name="Made">Engine and model in words.</param>
internal sealed record StartedFrame(string Engine, string? Model, string Made);

/// <param name="Mark">What is to be said before the sentence: that no source supports it; null when all is well.</param>
internal sealed record SentenceFrame(string Text, string Role, string? Situation, bool Supported, string? Mark);

/// <param name="State">How the turn ended: <c>answered</c>, <c>stopped</c>, <c>timedout</c> or <c>failed</c>.</param>
/// <param name="Status">Status of the answer as in the contracts; null without a whole one.</param>
internal sealed record FinishedFrame(string State, string? Status, string Words);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TurnFrame))]
[JsonSerializable(typeof(StartedFrame))]
[JsonSerializable(typeof(SentenceFrame))]
[JsonSerializable(typeof(FinishedFrame))]
internal sealed partial class FramesJson : JsonSerializerContext;

/// <summary>
/// The frames of one answer: <c>turn</c>, then <c>started</c> and <c>sentence</c> as they come, and <c>finished</c> last. A later
/// <c>started</c> takes back the sentences before it.
/// </summary>
internal static class TurnFrames
{
    public static async IAsyncEnumerable<SseItem<string>> Of(
        AskedTurn asked, string address, IAsyncEnumerable<TurnProgress> progress, AnswerWording wording, string unsupported,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return Frame(
            new TurnFrame(asked.Conversation.Id, asked.Turn.Id, asked.Turn.Position, address, $"{address}?handler=Turn&turn={asked.Turn.Id}"),
            FramesJson.Default.TurnFrame, "turn");
        await foreach (var happened in progress.WithCancellation(cancellation))
        {
            yield return happened switch
            {
                TurnProgress.Began began => Frame(new StartedFrame(began.Engine, began.Model, wording.Made(began.Engine, began.Model)), FramesJson.Default.StartedFrame, "started"),
                TurnProgress.Sentence { Said: var said } => Frame(
                    new SentenceFrame(said.Text, RoleName(said.Role), said.Situation, said.Supported, said.Supported ? null : unsupported), FramesJson.Default.SentenceFrame, "sentence"),
                TurnProgress.Ended ended => Frame(Ended(ended, wording), FramesJson.Default.FinishedFrame, "finished"),
                _ => throw new InvalidOperationException(happened.GetType().Name),
            };
        }
    }

    private static FinishedFrame Ended(TurnProgress.Ended ended, AnswerWording wording)
    {
        var status = ended.State == Storage.Conversations.TurnState.Answered ? ended.Answer?.Status.WireName() : null;
        return new FinishedFrame(ended.State.ToString().ToLowerInvariant(), status, wording.Status(ended.State, status));
    }

    private static SseItem<string> Frame<T>(T frame, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string name) =>
        new(JsonSerializer.Serialize(frame, type), name);

    private static string RoleName(SentenceRole role) => JsonNamingPolicy.SnakeCaseLower.ConvertName(role.ToString());
}
