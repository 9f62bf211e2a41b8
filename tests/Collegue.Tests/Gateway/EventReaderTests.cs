using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Collegue.Gateway.Calling;
using Collegue.Storage.Gateway;
using Xunit;

namespace Collegue.Tests.Gateway;

/// <summary>Whatever came before, an event is read as if it were alone.</summary>
public sealed class EventReaderTests
{
    private const int Seed = 5;

    private static readonly string[] Texts =
        ["", " mot", "é", "🙂", "\\n", "\\\"", "\\u00e9", "\"", "\\", "\t", "\",\"finish_reason\":\"stop", "\"}}],\"error\":{\"a\":\"b", "\"},\"x\":{\"content\":\"deux", "]}"];

    private static readonly string[] Shapes =
    [
        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"TEXT\"},\"finish_reason\":null}]}",
        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"TEXT\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}",
        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"TEXT\",\"reasoning_content\":\"TEXT\"},\"finish_reason\":null}]}",
        "{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}",
        "{\"error\":{\"message\":\"TEXT\"}}",
        "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"arguments\":\"TEXT\"}}]}}]}",
        "\"TEXT\"",
        "{\"content\":\"TEXT\"",
    ];

    [Fact]
    public void An_event_says_the_same_whatever_came_before_it()
    {
        var random = new Random(Seed);
        var reader = new EventReader(GatewayCallKind.Chat);

        for (var turn = 0; turn < 20_000; turn++)
        {
            var shape = random.Next(4) == 0 ? Shapes[random.Next(Shapes.Length)] : Shapes[0];
            var data = Encoding.UTF8.GetBytes(shape.Replace("TEXT", Texts[random.Next(Texts.Length)], StringComparison.Ordinal));
            if (random.Next(10) == 0 && data.Length > 0)
            {
                data[random.Next(data.Length)] = (byte)random.Next(256);
            }

            Assert.Equal(Said(() => Alone(data)), Said(() => reader.Read(data)));
        }
    }

    private static AnswerReading Alone(byte[] data) => Utf8.IsValid(data) ? AnswerReading.Of(data, GatewayCallKind.Chat) : throw new JsonException();

    private static (int?, int?, bool, bool, bool, int)? Said(Func<AnswerReading> read)
    {
        try
        {
            var reading = read();
            return (reading.InputTokens, reading.OutputTokens, reading.Finished, reading.IsError, reading.HasNoChoice, reading.TextBytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
