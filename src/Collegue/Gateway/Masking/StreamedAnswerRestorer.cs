using System.Text.Json;
using System.Text.Json.Nodes;
using Collegue.Answering.Safeguards.Masking;

namespace Collegue.Gateway.Masking;

/// <summary>
/// Puts values back in an answer that comes in pieces. Text held back because a placeholder may begin there comes with the next piece of the same
/// text, or before what ends it. For one stream, by one thread.
/// </summary>
internal sealed class StreamedAnswerRestorer(MaskMap map)
{
    private const string Done = "[DONE]";

    private readonly ChatPieces chat = new(map);
    private readonly ResponsePieces response = new(map);

    /// <param name="data">The payload of one server-sent event.</param>
    /// <returns>Payloads to send in its place. Of the responses API, each names its own event in <c>type</c>.</returns>
    public IEnumerable<string> Next(string data)
    {
        if (data.Trim() == Done)
        {
            return [.. Last(), data];
        }

        try
        {
            return JsonNode.Parse(data) is not JsonObject piece ? [map.Restore(data)]
                : piece["choices"] is JsonArray choices ? chat.Next(piece, choices, data)
                : PieceText.Of(piece["type"]) is { } type && type.StartsWith("response.", StringComparison.Ordinal) ? response.Next(piece, type, data)
                : PieceText.RestoreAll(piece, map, []) ? [PieceText.Written(piece)] : [data];
        }
        catch (JsonException)
        {
            return [map.Restore(data)];
        }
        catch (Exception unread) when (unread is InvalidOperationException or ArgumentException)
        {
            // Half a character or a field given twice: it holds placeholders at most.
            return [data];
        }
    }

    /// <summary>What is left when the stream ends without saying so.</summary>
    public IEnumerable<string> Last() => [.. chat.Last(), .. response.Last()];
}
