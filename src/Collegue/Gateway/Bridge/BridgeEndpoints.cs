using System.Text.Json;
using Collegue.Api;
using Collegue.Gateway.Local;
using Collegue.Storage.Gateway;
using Collegue.Storage.Organisations;

namespace Collegue.Gateway.Bridge;

/// <summary>
/// The two routes by which the platform of Services Publics+ gives testimonies and reads proposed answers, by the contract of the State's own
/// service (<c>{"body": …}</c>), with what a client may want besides: the masked text, the state, another way to give and to read.
/// </summary>
internal static class BridgeEndpoints
{
    private const string Get = "/prod/run/ditp-get-data";

    public static bool Has(PathString path) => path.StartsWithSegments("/anonymize") || path.StartsWithSegments("/prod/run");

    public static void AddBridge(this IServiceCollection services)
    {
        services.AddSingleton<BridgeBody>();
        services.AddScoped<BridgeDesk>();
        services.AddSingleton<BridgePurge>();
        services.AddHostedService(provider => provider.GetRequiredService<BridgePurge>());
        services.AddScoped<Casework.IJobHandler, TestimonyAnswering>();
    }

    public static void UseErrors(WebApplication app)
    {
        app.UseMiddleware<ErrorDialect>(new PathString("/anonymize"), (WriteFailure)GatewayRefusal.WriteAsync);
        app.UseMiddleware<ErrorDialect>(new PathString("/prod/run"), (WriteFailure)GatewayRefusal.WriteAsync);
    }

    public static void Map(WebApplication app)
    {
        var bridge = app.MapGroup("").RequireRateLimiting(RequestLimits.Policy).WithTags("Services Publics+").AddEndpointFilter(new MayUse(ApiScopes.Cases));
        bridge.MapPost("/anonymize", AnonymizeAsync).WithSummary("Mask testimonies; with an 'id', also prepare an answer to each.").Accepts<JsonElement>("application/json");
        bridge.MapPost(Get, DataAsync).WithSummary("Read proposed answers by their 'id'; with a 'text', give testimonies.").Accepts<JsonElement>("application/json");
        bridge.MapGet($"{Get}/{{id}}", FindAsync).WithSummary("Where a testimony stands, and what was prepared.");
    }

    private static async Task<IResult> AnonymizeAsync(HttpRequest request, BridgeBody body, BridgeDesk desk, CancellationToken cancellation)
    {
        var (items, refusal) = await body.ReadAsync(request, cancellation);
        if (items is null)
        {
            return refusal!;
        }

        if (items.Any(item => item.Text is null))
        {
            return GatewayRefusal.Invalid("text", "'text' is needed.");
        }

        if (items.All(item => !item.IsKept))
        {
            var masked = items.Select(item => desk.Mask(item.Text!)).ToList();
            return masked.Contains(null) ? NotMasked() : Body(masked, (writer, text) => writer.WriteString("text", text), StatusCodes.Status200OK);
        }

        if (items.Any(item => !item.IsKept))
        {
            return GatewayRefusal.Invalid("id", "Either all of a list have an 'id', or none.");
        }

        return await desk.AcceptAsync(items, cancellation) switch
        {
            BridgeOutcome.Accepted accepted => Body([.. accepted.Ids.Zip(accepted.Masked)], Given, StatusCodes.Status200OK),
            var other => Refusal(other),
        };
    }

    private static async Task<IResult> DataAsync(HttpRequest request, BridgeBody body, BridgeDesk desk, CancellationToken cancellation)
    {
        var (items, refusal) = await body.ReadAsync(request, cancellation);
        if (items is null)
        {
            return refusal!;
        }

        if (items.All(item => item.Text is not null))
        {
            return await desk.AcceptAsync(items, cancellation) switch
            {
                BridgeOutcome.Accepted accepted => Body(
                    accepted.Ids, (writer, id) => writer.WriteString("id", id), accepted.Again ? StatusCodes.Status200OK : StatusCodes.Status202Accepted),
                var other => Refusal(other),
            };
        }

        if (items.Any(item => item.Text is not null || item.Id is null))
        {
            return GatewayRefusal.Invalid("id", "Each takes the 'id' of a testimony, or all of them an 'id' and a 'text'.");
        }

        var found = new List<Told>();
        foreach (var item in items)
        {
            var known = await desk.FindAsync(item.Id!, cancellation);
            found.Add(new Told(item.Id!, known?.Message, known?.State));
        }

        if (found is [{ State: null or BridgeState.Waiting } alone])
        {
            request.HttpContext.Response.Headers.RetryAfter = "2";
            return alone.State is null
                ? new GatewayRefusal(StatusCodes.Status400BadRequest, "ID not found", "id_not_found", "id")
                : new GatewayRefusal(StatusCodes.Status400BadRequest, "The answer is being prepared: ask again.", "not_ready", "id");
        }

        return Body(found, Prepared, StatusCodes.Status200OK);
    }

    private static async Task<IResult> FindAsync(string id, BridgeDesk desk, CancellationToken cancellation) =>
        await desk.FindAsync(id, cancellation) is not { } found
            ? GatewayRefusal.Missing("No testimony has this id.", "id_not_found")
            : new WrittenJson(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("id", id);
                writer.WriteString("state", Name(found.State));
                writer.WriteNumber("received", found.Message.ReceivedAt.ToUnixTimeSeconds());
                writer.WritePropertyName("result");
                writer.WriteRawValue(found.Message.Result ?? "null");
                writer.WriteEndObject();
            });

    private static GatewayRefusal NotMasked() => new(
        StatusCodes.Status422UnprocessableEntity, "Personal data could not be taken out of the text: nothing was kept.", "not_masked", "text");

    private static GatewayRefusal Refusal(BridgeOutcome outcome) => outcome switch
    {
        BridgeOutcome.Used used => new GatewayRefusal(StatusCodes.Status409Conflict, $"The id '{used.Id}' was used for another text.", "id_used", "id"),
        _ => NotMasked(),
    };

    /// <summary>What is alone stands alone, as in the contract.</summary>
    private static WrittenJson Body<T>(IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write, int status) => new(
        writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("body");
            if (items.Count > 1)
            {
                writer.WriteStartArray();
            }

            foreach (var item in items)
            {
                writer.WriteStartObject();
                write(writer, item);
                writer.WriteEndObject();
            }

            if (items.Count > 1)
            {
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        },
        status);

    private static void Given(Utf8JsonWriter writer, (string Id, string Text) item)
    {
        writer.WriteString("id", item.Id);
        writer.WriteString("text", item.Text);
    }

    private static void Prepared(Utf8JsonWriter writer, Told told)
    {
        var answer = told.Message?.Result is { } kept ? JsonSerializer.Deserialize(kept, BridgeJson.Default.BridgeResult)!.GeneratedAnswer : null;
        writer.WriteString("generated_answer", answer);
        writer.WriteString("id", told.Id);
        writer.WriteString("state", told.State is { } state ? Name(state) : "unknown");
    }

    private static string Name(BridgeState state) => state.ToString().ToLowerInvariant();

    private sealed record Told(string Id, BridgeMessage? Message, BridgeState? State);
}
