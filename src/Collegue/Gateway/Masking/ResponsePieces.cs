using System.Text.Json.Nodes;
using Collegue.Answering.Safeguards.Masking;

namespace Collegue.Gateway.Masking;

/// <summary>The events of the responses API: texts come in <c>….delta</c>, and whole once more in <c>….done</c> and at the end.</summary>
internal sealed class ResponsePieces(MaskMap map)
{
    private const string Delta = ".delta";
    private static readonly string[] Places = ["item_id", "output_index", "content_index", "summary_index"];

    private readonly Dictionary<string, Text> texts = new(StringComparer.Ordinal);
    private int inserted;

    public IReadOnlyList<string> Next(JsonObject piece, string type, string data)
    {
        if (type.EndsWith(Delta, StringComparison.Ordinal) && PieceText.Of(piece["delta"]) is { } text)
        {
            var key = KeyOf(piece, type[..^Delta.Length]);
            var restoring = texts.TryGetValue(key, out var known) ? known.Restoring : new RestoredText(map, type.Contains("arguments", StringComparison.Ordinal) ? true : null);
            texts[key] = new Text(restoring, piece);
            var restored = restoring.Feed(text);
            var moved = Renumber(piece);
            if (restored == text && !moved)
            {
                return [data];
            }

            piece["delta"] = restored;
            return [PieceText.Written(piece)];
        }

        List<string> before = type.EndsWith(".done", StringComparison.Ordinal) && texts.TryGetValue(KeyOf(piece, type[..^".done".Length]), out var ended) ? [.. Held(ended, piece)]
            : type is "response.completed" or "response.incomplete" or "response.failed" ? [.. texts.Values.SelectMany(each => Held(each, piece))]
            : [];
        var changed = Renumber(piece);
        changed |= PieceText.RestoreAll(piece, map, []);
        return [.. before, changed ? PieceText.Written(piece) : data];
    }

    public IReadOnlyList<string> Last() => [.. texts.Values.SelectMany(text => Held(text, text.Latest))];

    private static string KeyOf(JsonObject piece, string type) => string.Join('|', Places.Select(place => piece[place]?.ToJsonString()).Prepend(type));

    /// <summary>What is held of a text as an event of its own, in the place of <paramref name="next"/>.</summary>
    private IEnumerable<string> Held(Text text, JsonObject next)
    {
        if (!text.Restoring.Holds)
        {
            yield break;
        }

        var copy = text.Latest.DeepClone().AsObject();
        copy.Remove("obfuscation");
        copy["delta"] = text.Restoring.Finish();
        if (copy.ContainsKey("logprobs"))
        {
            copy["logprobs"] = new JsonArray();
        }

        if (PieceText.Number(next["sequence_number"]) is { } number)
        {
            copy["sequence_number"] = number + inserted++;
        }

        yield return PieceText.Written(copy);
    }

    private bool Renumber(JsonObject piece)
    {
        if (inserted == 0 || PieceText.Number(piece["sequence_number"]) is not { } number)
        {
            return false;
        }

        piece["sequence_number"] = number + inserted;
        return true;
    }

    /// <param name="Latest">Its last event.</param>
    private sealed record Text(RestoredText Restoring, JsonObject Latest);
}
