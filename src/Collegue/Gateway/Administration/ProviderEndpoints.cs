using System.Security.Claims;
using Collegue.Answering.Models;
using Collegue.Gateway.Routing;
using Collegue.Storage;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Gateway.Administration;

/// <summary>The models of servers that routers may name. Each is declared with its server; models of one server share its name and address.</summary>
internal static class ProviderEndpoints
{
    public static void Map(RouteGroupBuilder admin)
    {
        admin.MapGet("/providers", ListAsync).WithSummary("List the providers.").Produces<Listed<ProviderObject>>();
        admin.MapGet("/providers/{id}", GetAsync).WithSummary("One provider.").Produces<ProviderObject>();
        admin.MapPost("/providers", CreateAsync).WithSummary("Declare a model of a server.").Accepts<ProviderRequest>("application/json").Produces<MadeObject>(StatusCodes.Status201Created);
        admin.MapPatch("/providers/{id}", ChangeAsync).WithSummary("Change a provider; what is absent stays.").Accepts<ProviderRequest>("application/json").Produces(StatusCodes.Status204NoContent);
        admin.MapDelete("/providers/{id}", DeleteAsync).WithSummary("Delete a provider that no router names.").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(CollegueDb db, CancellationToken cancellation)
    {
        var rows = await db.LanguageModels.AsNoTracking().Include(row => row.Server).OrderBy(row => row.ShownName).ToListAsync(cancellation);
        return TypedResults.Json(new Listed<ProviderObject>([.. rows.Select(Of)]), AdministrationJson.Readable.ListedProviderObject);
    }

    private static async Task<IResult> GetAsync(string id, ModelKeeping keeping, CancellationToken cancellation) =>
        TypedResults.Json(Of(await FindAsync(id, keeping, cancellation)), AdministrationJson.Readable.ProviderObject);

    private static async Task<IResult> CreateAsync(
        HttpRequest request, ClaimsPrincipal user, GatewayBody body, ModelKeeping keeping, OrganisationScope scope, ServerKeys keys, RouteTable routes, CancellationToken cancellation)
    {
        var asked = await body.AskedAsync(request, AdministrationJson.Default.ProviderRequest);
        var server = new ModelServer
        {
            OrganisationId = scope.Current,
            Id = keeping.NewId(),
            Name = AskedBody.Required(asked.Name ?? asked.ModelName, "name", 100),
            BaseAddress = AskedBody.Required(asked.Url, "url", 500),
            Place = InferencePlace.OnPremises,
            MayReceive = DataAllowance.MaskedPersonalData,
            FirstTokenSeconds = 30,
            TotalSeconds = 300,
            Enabled = true,
            CreatedAt = keeping.Now,
        };
        var model = new LanguageModel
        {
            OrganisationId = scope.Current,
            Id = keeping.NewId(),
            ServerId = server.Id,
            Name = AskedBody.Required(asked.ModelName, "model_name", 200),
            ShownName = server.Name,
            ContextTokens = 8192,
            Enabled = true,
        };
        Fill(server, model, asked, keys);
        var agent = await user.AgentOfKeyAsync(request, cancellation);
        if (!await keeping.SaveAsync(server, isNew: true, agent, cancellation) || !await keeping.SaveAsync(model, isNew: true, agent, cancellation))
        {
            throw RefusedException.Conflict("There is a server or a model of that name: give another 'name'.", "name");
        }

        await routes.RefreshAsync(cancellation);
        return TypedResults.Json(new MadeObject(model.Id.ToString()), AdministrationJson.Readable.MadeObject, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ChangeAsync(
        string id, HttpRequest request, ClaimsPrincipal user, GatewayBody body, ModelKeeping keeping, ServerKeys keys, RouteTable routes, CancellationToken cancellation)
    {
        var asked = await body.AskedAsync(request, AdministrationJson.Default.ProviderRequest);
        var model = await FindAsync(id, keeping, cancellation);
        var server = (await keeping.ServerAsync(model.ServerId, cancellation))!;

        // A key goes to the address it was given for.
        if (asked.Url is { } url && url.Trim() != server.BaseAddress && server.ProtectedKey is not null && asked.Key is null)
        {
            throw RefusedException.Invalid("key", "Another address needs its key again.");
        }

        Fill(server, model, asked, keys);
        var agent = await user.AgentOfKeyAsync(request, cancellation);
        server.Models.Clear();
        if (!await keeping.SaveAsync(server, isNew: false, agent, cancellation) || !await keeping.SaveAsync(model, isNew: false, agent, cancellation))
        {
            throw RefusedException.Conflict("There is a model of that name: give another 'name'.", "name");
        }

        await routes.RefreshAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> DeleteAsync(string id, HttpRequest request, ClaimsPrincipal user, CollegueDb db, ModelKeeping keeping, CancellationToken cancellation)
    {
        var model = await FindAsync(id, keeping, cancellation);
        if (await db.RouterProviders.AnyAsync(row => row.ModelId == model.Id, cancellation))
        {
            throw RefusedException.Conflict("A router names this provider: change the router first.");
        }

        var agent = await user.AgentOfKeyAsync(request, cancellation);
        var alone = await db.LanguageModels.CountAsync(row => row.ServerId == model.ServerId, cancellation) == 1;
        return await (alone ? keeping.RemoveServerAsync(model.ServerId, agent, cancellation) : keeping.RemoveModelAsync(model.Id, agent, cancellation))
            ? TypedResults.NoContent()
            : throw RefusedException.Missing("Provider");
    }

    private static async Task<LanguageModel> FindAsync(string id, ModelKeeping keeping, CancellationToken cancellation) =>
        await keeping.ModelAsync(AskedBody.Id(id, "Provider"), cancellation) ?? throw RefusedException.Missing("Provider");

    private static void Fill(ModelServer server, LanguageModel model, ProviderRequest asked, ServerKeys keys)
    {
        server.BaseAddress = asked.Url?.Trim() ?? server.BaseAddress;
        Demand(UpstreamAddress.IsUsable(server.BaseAddress), "url", "'url' is an address of http or https, without user, query or fragment.");
        server.ProtectedKey = asked.Key switch
        {
            null => server.ProtectedKey,
            "" => null,
            var key when key.All(letter => letter is > ' ' and < '\u007F') => keys.Protect(server.OrganisationId, server.Id, key),
            _ => throw RefusedException.Invalid("key", "'key' holds a character that no header may hold."),
        };
        server.Place = Words.Places("place").Read(asked.Place, server.Place);
        server.MayReceive = Words.Allowances.Read(asked.MayReceive, server.MayReceive);
        (server.FirstTokenSeconds, server.TotalSeconds) = (asked.FirstTokenTimeout ?? server.FirstTokenSeconds, asked.Timeout ?? server.TotalSeconds);
        Demand(server.FirstTokenSeconds is >= 1 and <= 3600, "first_token_timeout", "'first_token_timeout' goes from 1 to 3600 seconds.");
        Demand(server.TotalSeconds is >= 1 and <= 3600 && server.TotalSeconds >= server.FirstTokenSeconds, "timeout", "'timeout' goes from 'first_token_timeout' to 3600 seconds.");
        (model.Name, model.Kind) = (asked.ModelName is null ? model.Name : AskedBody.Required(asked.ModelName, "model_name", 200), Words.Kinds.Read(asked.Type, model.Kind));
        model.ShownName = asked.Name is null ? model.ShownName : AskedBody.Required(asked.Name, "name", 100);
        model.ContextTokens = asked.MaxContextLength ?? model.ContextTokens;
        Demand(model.ContextTokens is >= 1 and <= 10_000_000, "max_context_length", "'max_context_length' goes from 1 to 10000000 tokens.");
        model.InputMicros = Micros(asked.CostPromptTokens, "cost_prompt_tokens") ?? model.InputMicros;
        model.OutputMicros = Micros(asked.CostCompletionTokens, "cost_completion_tokens") ?? model.OutputMicros;
        model.CallMicros = Micros(asked.CostCall, "cost_call") ?? model.CallMicros;
        (model.WattHoursPerThousandTokens, model.EnergySource) = (asked.WattHoursPerThousandTokens ?? model.WattHoursPerThousandTokens, asked.EnergySource ?? model.EnergySource);
        Demand(model.WattHoursPerThousandTokens is null or (>= 0 and <= 100_000), "watt_hours_per_thousand_tokens", "'watt_hours_per_thousand_tokens' goes from 0 to 100000.");
        Demand(model.WattHoursPerThousandTokens is null || model.EnergySource is { Length: > 0 and <= 500 }, "energy_source", "An estimate of energy needs its source.");
        (server.Enabled, model.Enabled) = (asked.Enabled is true || server.Enabled, asked.Enabled ?? model.Enabled);
    }

    private static long? Micros(double? euros, string field) => euros switch
    {
        null => null,
        >= 0 and <= 1e6 => (long)Math.Round(euros.Value * 1e6),
        _ => throw RefusedException.Invalid(field, $"'{field}' goes from 0 to 1000000 euros."),
    };

    private static void Demand(bool holds, string field, string message)
    {
        if (!holds)
        {
            throw RefusedException.Invalid(field, message);
        }
    }

    private static ProviderObject Of(LanguageModel model) => new(
        model.Id.ToString(), model.Server!.Name, model.Server.BaseAddress, model.Server.ProtectedKey is not null, model.Name, model.ShownName, Words.Kinds[model.Kind],
        Words.Places("place")[model.Server.Place], Words.Allowances[model.Server.MayReceive], model.Server.FirstTokenSeconds, model.Server.TotalSeconds, model.ContextTokens,
        model.InputMicros / 1e6, model.OutputMicros / 1e6, model.CallMicros / 1e6, model.WattHoursPerThousandTokens, model.EnergySource,
        model.Enabled && model.Server.Enabled);
}
