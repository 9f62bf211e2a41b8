using System.Text.Json;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;

namespace Collegue.Gateway.Local;

/// <summary>Our own measure of relevance, by the contracts of Cohere and of the State's service for <c>/v1/rerank</c>.</summary>
internal sealed class RerankModel(Relevance relevance, TimeProvider clock) : LocalModel
{
    public const string ModelName = "collegue-rerank";

    public override string Name => ModelName;

    public override ModelKind Kind => ModelKind.Rerank;

    public override bool Answers(GatewayCallKind kind) => kind == GatewayCallKind.Rerank;

    public override async Task<LocalOutcome> AnswerAsync(LocalRequest request, HttpContext http, CancellationToken cancellation)
    {
        var fields = new LocalJson(request.Body);
        var query = fields.Text("query") ?? fields.Text("prompt");
        if (fields.Refusal is null && query is not { Length: > 0 and <= TextVectors.LongestText })
        {
            fields.Refuse<string>("query", $"1 to {TextVectors.LongestText} characters");
        }

        var texts = Texts(fields, fields.Field("documents") is null && fields.Field("input") is not null ? "input" : "documents");
        var top = fields.Number("top_n", 1, int.MaxValue) ?? int.MaxValue;
        var withDocuments = fields.Flag("return_documents");
        if (fields.Refusal is { } refusal)
        {
            return new LocalOutcome(0, 0, refusal);
        }

        var scores = relevance.Of(query!, texts, cancellation);
        var ranked = scores.Index().OrderByDescending(score => score.Item).ThenBy(score => score.Index).Take(top).ToList();
        var tokens = LocalModels.Words(query!) + texts.Sum(LocalModels.Words);
        await http.WriteAsync(writer => Write(writer, ranked, withDocuments ? texts : null, tokens), cancellation);
        return new LocalOutcome(tokens, 0);
    }

    private static List<string> Texts(LocalJson fields, string name)
    {
        if (fields.Field(name) is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() is 0 or > Relevance.MostTexts)
        {
            fields.Refuse<string>(name, $"a list of 1 to {Relevance.MostTexts} texts");
            return [];
        }

        var texts = new List<string>();
        foreach (var item in list.EnumerateArray())
        {
            if (TextOf(item) is not { Length: <= TextVectors.LongestText } text)
            {
                fields.Refuse<string>(name, $"texts, or objects with a 'text', of at most {TextVectors.LongestText} characters");
                return [];
            }

            texts.Add(text);
        }

        return texts;
    }

    private static string? TextOf(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String => item.GetString(),
        JsonValueKind.Object when item.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String => text.GetString(),
        _ => null,
    };

    private void Write(Utf8JsonWriter writer, List<(int Index, double Item)> ranked, List<string>? documents, int tokens)
    {
        writer.WriteStartObject();
        writer.WriteString("object", "list");
        writer.WriteString("id", $"rerank-{Guid.CreateVersion7(clock.GetUtcNow()):N}");
        writer.WriteString("model", Name);
        writer.WriteStartArray("results");
        foreach (var (index, score) in ranked)
        {
            writer.WriteStartObject();
            writer.WriteNumber("index", index);
            writer.WriteNumber("relevance_score", score);
            if (documents is not null)
            {
                writer.WriteStartObject("document");
                writer.WriteString("text", documents[index]);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();

        // The older form of the same, which clients of the State's service read.
        writer.WriteStartArray("data");
        foreach (var (index, score) in ranked)
        {
            writer.WriteStartObject();
            writer.WriteString("object", "rerank");
            writer.WriteNumber("score", score);
            writer.WriteNumber("index", index);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("meta");
        writer.WriteStartObject("billed_units");
        writer.WriteNumber("search_units", 0);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartObject("usage");
        writer.WriteNumber("prompt_tokens", tokens);
        writer.WriteNumber("completion_tokens", 0);
        writer.WriteNumber("total_tokens", tokens);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
