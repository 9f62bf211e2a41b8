using System.Text.Json;
using Collegue.Access.Keys;
using Collegue.Api;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Collegue.Gateway.Local;

/// <summary>Our models at the addresses of text-embeddings-inference, for clients that know no others: <c>/embed</c>, <c>/rerank</c>, <c>/info</c>, <c>/health</c>.</summary>
internal static class TextInferenceEndpoints
{
    /// <summary>Texts in one request.</summary>
    public const int MostTexts = 256;

    public const int LargestBody = 16_000_000;
    private static readonly string[] Paths = ["/embed", "/rerank", "/info", "/health"];

    public static bool Has(PathString path) => Array.Exists(Paths, known => path.Equals(known, StringComparison.OrdinalIgnoreCase));

    public static void UseErrors(WebApplication app)
    {
        foreach (var path in Paths)
        {
            app.UseMiddleware<ErrorDialect>(new PathString(path), (WriteFailure)TextInferenceRefusal.WriteAsync);
        }
    }

    public static void Map(WebApplication app)
    {
        var all = app.MapGroup("").RequireRateLimiting(RequestLimits.Policy).WithTags("text-embeddings-inference");
        all.MapGet("/health", () => TypedResults.Ok()).WithSummary("Whether this instance answers.");
        all.MapGet("/info", (TextVectors vectors) => TypedResults.Json(Info(vectors))).WithSummary("The models behind /embed and /rerank.");
        var calling = all.MapGroup("").AddEndpointFilter(LetInAsync).AddEndpointFilter<TextInferenceAccounts>();
        calling.MapPost("/embed", EmbedAsync).WithSummary("Vectors of texts.").Accepts<JsonElement>("application/json").WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        calling.MapPost("/rerank", RerankAsync).WithSummary("How well texts fit a query.").Accepts<JsonElement>("application/json").WithMetadata(new RequestSizeLimitAttribute(LargestBody));
    }

    private static async ValueTask<object?> LetInAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.User.Scope() is not { } scopes)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return new TextInferenceRefusal(StatusCodes.Status401Unauthorized, "A key is needed: send 'Authorization: Bearer KEY'.", "Unauthorized");
        }

        return scopes.HasFlag(ApiScopes.Models)
            ? await next(context)
            : new TextInferenceRefusal(StatusCodes.Status403Forbidden, $"This key has no scope '{ScopeNames.NameOf(ApiScopes.Models)}'.", "Unauthorized");
    }

    private static async Task<IResult> EmbedAsync(HttpContext http, TextVectors vectors, CancellationToken cancellation)
    {
        var (body, refusal) = await BodyAsync(http, cancellation);
        if (body is not { } json)
        {
            return refusal!;
        }

        var fields = new LocalJson(json);
        var inputs = fields.Field("inputs") switch
        {
            { ValueKind: JsonValueKind.String } one => [one],
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().ToList(),
            _ => null,
        };
        var (texts, wrong) = Texts("inputs", inputs, fields.Flag("truncate"));
        if (texts is null || fields.Refusal is not null)
        {
            return wrong ?? TextInferenceRefusal.Wrong("`truncate` takes true or false");
        }

        // Ours have length one already: there is nothing else to give when `normalize` is false.
        var dimensions = fields.Number("dimensions", 1, vectors.Dimensions);
        if (fields.Refusal is not null)
        {
            return TextInferenceRefusal.Wrong($"`dimensions` takes a number from 1 to {vectors.Dimensions}");
        }

        TextInferenceAccounts.Took(http, texts.Sum(LocalModels.Words));
        var made = await vectors.OfAsync(texts, dimensions, cancellation);
        return new WrittenJson(writer =>
        {
            writer.WriteStartArray();
            foreach (var vector in made)
            {
                EmbedModel.WriteNumbers(writer, vector);
            }

            writer.WriteEndArray();
        });
    }

    private static async Task<IResult> RerankAsync(HttpContext http, Relevance relevance, CancellationToken cancellation)
    {
        var (body, refusal) = await BodyAsync(http, cancellation);
        if (body is not { } json)
        {
            return refusal!;
        }

        var fields = new LocalJson(json);
        var query = fields.Text("query");
        var (raw, withText, truncate) = (fields.Flag("raw_scores"), fields.Flag("return_text"), fields.Flag("truncate"));
        if (fields.Refusal is not null || query is null)
        {
            return TextInferenceRefusal.Wrong("`query` takes a text, `raw_scores`, `return_text` and `truncate` true or false");
        }

        if (query.Length is 0 or > TextVectors.LongestText && !(truncate && query.Length > 0))
        {
            return query.Length == 0 ? TextInferenceRefusal.Empty("`query` cannot be empty") : TooLong("query");
        }

        var (texts, wrong) = Texts("texts", fields.Field("texts") is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : null, truncate, mayBeEmpty: true);
        if (texts is null)
        {
            return wrong!;
        }

        TextInferenceAccounts.Took(http, LocalModels.Words(query) + texts.Sum(LocalModels.Words));
        var scores = relevance.Of(query, texts, cancellation);
        return new WrittenJson(writer =>
        {
            writer.WriteStartArray();
            foreach (var (index, score) in scores.Index().OrderByDescending(score => score.Item).ThenBy(score => score.Index))
            {
                writer.WriteStartObject();
                writer.WriteNumber("index", index);
                if (withText)
                {
                    writer.WriteString("text", texts[index]);
                }

                writer.WriteNumber("score", raw ? Raw(score) : score);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    private static (List<string>? Texts, TextInferenceRefusal? Refusal) Texts(string name, List<JsonElement>? items, bool truncate, bool mayBeEmpty = false)
    {
        if (items is null || items.Exists(item => item.ValueKind != JsonValueKind.String))
        {
            return (null, TextInferenceRefusal.Wrong($"`{name}` takes texts; tokens of other models are not known here"));
        }

        if (items.Count == 0 || (!mayBeEmpty && items.Exists(item => item.GetString()!.Length == 0)))
        {
            return (null, TextInferenceRefusal.Empty($"`{name}` cannot be empty"));
        }

        if (items.Count > MostTexts)
        {
            return (null, TextInferenceRefusal.TooLarge($"batch size {items.Count} > maximum allowed batch size {MostTexts}"));
        }

        var texts = items.ConvertAll(item => item.GetString()!);
        return !truncate && texts.Exists(text => text.Length > TextVectors.LongestText) ? (null, TooLong(name)) : (texts, null);
    }

    private static TextInferenceRefusal TooLong(string name) => TextInferenceRefusal.TooLarge($"`{name}` must have at most {TextVectors.LongestText} characters");

    private static double Raw(double score)
    {
        var within = Math.Clamp(score, 1e-6, 1 - 1e-6);
        return Math.Log(within / (1 - within));
    }

    private static async Task<(JsonElement? Body, TextInferenceRefusal? Refusal)> BodyAsync(HttpContext http, CancellationToken cancellation)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(http.Request.Body, default, cancellation);
            return document.RootElement.ValueKind == JsonValueKind.Object ? (document.RootElement.Clone(), null) : (null, TextInferenceRefusal.Wrong("The body must be a JSON object."));
        }
        catch (JsonException)
        {
            return (null, TextInferenceRefusal.Wrong("The body is not JSON."));
        }
    }

    private static Dictionary<string, object?> Info(TextVectors vectors) => new()
    {
        ["model_id"] = "collegue-embed",
        ["model_sha"] = vectors.ModelName,
        ["model_dtype"] = "float32",
        ["model_type"] = new Dictionary<string, object> { ["embedding"] = new Dictionary<string, object> { ["pooling"] = "mean" } },
        ["reranker_id"] = "collegue-rerank",
        ["embedding_dimensions"] = vectors.Dimensions,
        ["max_client_batch_size"] = MostTexts,
        ["max_input_characters"] = TextVectors.LongestText,
        ["auto_truncate"] = false,
        ["version"] = typeof(TextInferenceEndpoints).Assembly.GetName().Version?.ToString(3),
    };
}
