using Collegue.Storage;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Admin;

/// <summary>What administrators do with the gateway, said once.</summary>
internal static class GatewaySteps
{
    private const string Commune = SourceSteps.Commune;

    /// <summary>A model of a server of its own, ready to be asked.</summary>
    public static async Task<Guid> DeclareAsync(
        this ProductServer server, string name, ModelKind kind = ModelKind.TextGeneration, string address = "http://127.0.0.1:9/v1")
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        await server.DoAsync(Commune, async services =>
        {
            var db = services.GetRequiredService<CollegueDb>();
            var organisation = services.GetRequiredService<OrganisationScope>().Current;
            var owner = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
            db.ModelServers.Add(new ModelServer
            {
                OrganisationId = organisation,
                Id = owner,
                Name = $"Serveur de {name}",
                BaseAddress = address,
                Place = InferencePlace.France,
                MayReceive = DataAllowance.PersonalData,
                FirstTokenSeconds = 5,
                TotalSeconds = 10,
                Enabled = true,
                CreatedAt = TimeProvider.System.GetUtcNow(),
            });
            db.LanguageModels.Add(new LanguageModel
            {
                OrganisationId = organisation,
                Id = id,
                ServerId = owner,
                Name = "petit",
                ShownName = name,
                Kind = kind,
                InputMicros = 100_000,
                OutputMicros = 300_000,
                ContextTokens = 8192,
                Enabled = true,
            });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        return id;
    }

    public static async Task<Screen> AddRouterAsync(
        this Visitor administrator, string name, IEnumerable<Guid> models, string aliases = "", string kind = "TextGeneration", bool enabled = true, string weight = "1")
    {
        var form = await administrator.OpenAsync("/admin/gateway/router");
        return await administrator.SendAsync(form, "Aliases", Filled(form, name, models, aliases, kind, enabled, weight));
    }

    public static Dictionary<string, string> Filled(
        Screen form, string name, IEnumerable<Guid> models, string aliases = "", string kind = "TextGeneration", bool enabled = true, string weight = "1")
    {
        var filled = new Dictionary<string, string>
        {
            ["Name"] = name,
            ["Aliases"] = aliases,
            ["Kind"] = kind,
            ["Farthest"] = "France",
            ["Enabled"] = enabled ? "true" : "false",
        };
        foreach (var model in models)
        {
            var field = form.Page.QuerySelector($"input[type=hidden][value='{model}']")!.GetAttribute("name")!.Replace(".Model", "", StringComparison.Ordinal);
            (filled[$"{field}.Used"], filled[$"{field}.Weight"]) = ("true", weight);
        }

        return filled;
    }

    public static Task<Guid> RouterAsync(this ProductServer server, string name) => server.ReadAsync(Commune, db =>
        db.GatewayRouters.Where(row => row.Name == name).Select(row => row.Id).SingleAsync(TestContext.Current.CancellationToken));
}
