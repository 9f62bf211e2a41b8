using System.Text.Json;
using Collegue.Api;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Collegue.Gateway.Bridge;

/// <param name="Id">What the platform calls it; null to be given one.</param>
/// <param name="IsKept">False when no <c>id</c> was written at all.</param>
/// <param name="Text">Null to ask for what was given before.</param>
internal sealed record Testimony(string? Id, bool IsKept, string? Text);

/// <summary>One testimony or a list of them, as <c>{"id", "text"}</c>.</summary>
internal sealed class BridgeBody(IOptions<ApiOptions> options)
{
    public const int MostItems = 100;
    public const int LongestText = 20_000;
    public const int LongestId = 200;

    public async Task<(IReadOnlyList<Testimony>? Items, GatewayRefusal? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HasJsonContentType())
        {
            return (null, new GatewayRefusal(StatusCodes.Status415UnsupportedMediaType, "The body must be application/json.", "unsupported_content_type"));
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = options.Value.MaxJsonKilobytes * 1024L;
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, default, cancellation);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return (null, new GatewayRefusal(StatusCodes.Status400BadRequest, "The body is not JSON.", "invalid_json"));
        }
    }

    private static (IReadOnlyList<Testimony>?, GatewayRefusal?) Read(JsonElement body)
    {
        List<JsonElement> sent = body.ValueKind == JsonValueKind.Array ? [.. body.EnumerateArray()] : [body];
        if (sent.Count is 0 or > MostItems || sent.Exists(item => item.ValueKind != JsonValueKind.Object))
        {
            return (null, new GatewayRefusal(StatusCodes.Status422UnprocessableEntity, $"The body takes an object with 'id' and 'text', or a list of 1 to {MostItems} of them.", "invalid_value"));
        }

        var items = new List<Testimony>();
        foreach (var item in sent)
        {
            var isKept = item.TryGetProperty("id", out var id);
            if (isKept && id.ValueKind is not (JsonValueKind.String or JsonValueKind.Null or JsonValueKind.Number) || (isKept && id.ToString().Length > LongestId))
            {
                return (null, GatewayRefusal.Invalid("id", $"'id' takes a text of at most {LongestId} characters."));
            }

            var hasText = item.TryGetProperty("text", out var text);
            if (hasText && (text.ValueKind != JsonValueKind.String || text.GetString() is not { Length: <= LongestText } given || string.IsNullOrWhiteSpace(given)))
            {
                return (null, GatewayRefusal.Invalid("text", $"'text' takes 1 to {LongestText} characters."));
            }

            items.Add(new Testimony(isKept && id.ToString() is { Length: > 0 } name ? name : null, isKept, hasText ? text.GetString() : null));
        }

        return (items, null);
    }
}
