using Collegue.Access.Keys;
using Collegue.Bench.Gateway;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;

namespace Collegue.Commands;

/// <summary>
/// An instance of its own that serves the gateway for a bench, with everything on that may stand in the way of a call: a key, prices,
/// a budget and limits a minute. None of them is ever reached.
/// </summary>
internal sealed class BenchedGateway : IDisposable
{
    private const long Ample = 1_000_000_000_000_000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("collegue-bench-gateway-");

    /// <summary>Prepares the instance and serves it.</summary>
    public async Task<GatewayTarget> StartAsync(GatewayPeers peers, Uri upstream, CancellationToken cancellation)
    {
        var key = await PrepareAsync(upstream, cancellation);
        var environment = new Dictionary<string, string>
        {
            ["COLLEGUE_Api__PerMinuteWithKey"] = "10000000",
            ["COLLEGUE_Api__PerMinuteWithoutKey"] = "1000000",
        };
        return await peers.StartAsync(
            GatewayTarget.Ours, "dotnet",
            port => [typeof(BenchedGateway).Assembly.Location, "serve", "--data", folder.FullName, "--urls", TargetProcess.AddressOf(port).ToString()],
            [("Authorization", $"Bearer {key}")], environment, cancellation);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private async Task<string> PrepareAsync(Uri upstream, CancellationToken cancellation)
    {
        using var host = await Instance.OpenAsync(folder.FullName, cancellation);
        await using var scope = host.Services.CreateAsyncScope();
        var current = scope.ServiceProvider.GetRequiredService<OrganisationScope>();
        var db = scope.ServiceProvider.GetRequiredService<CollegueDb>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        current.EnterInstance();
        var organisation = new Organisation { Id = Guid.CreateVersion7(now), Slug = "banc", Name = "Banc d'essai", IsDefault = true };
        db.Add(organisation);
        await db.SaveChangesAsync(cancellation);
        current.Enter(organisation.Id, []);
        var key = await ActivatorUtilities.CreateInstance<ProgramKeys>(scope.ServiceProvider).CreateAsync("banc", ApiScopes.Models, days: 1, agent: null, cancellation);
        var server = Server(organisation.Id, upstream, now);
        db.Add(server);
        foreach (var (name, kind) in new[] { (GatewayCase.ChatModel, ModelKind.TextGeneration), (GatewayCase.EmbeddingModel, ModelKind.Embeddings) })
        {
            var model = Model(server, name, kind, now);
            var router = Router(organisation.Id, name, kind, now);
            db.AddRange(model, router, new RouterProvider { OrganisationId = organisation.Id, RouterId = router.Id, ModelId = model.Id, Weight = 1, Position = 0 });
        }

        db.AddRange(
            Limit(organisation.Id, LimitSubject.Key, key.Row.Id, LimitMeasure.Requests, LimitPeriod.Minute, now),
            Limit(organisation.Id, LimitSubject.Key, key.Row.Id, LimitMeasure.Tokens, LimitPeriod.Minute, now),
            Limit(organisation.Id, LimitSubject.Organisation, Guid.Empty, LimitMeasure.Micros, LimitPeriod.Month, now),
            new ModelBudget { OrganisationId = organisation.Id, ModelId = Guid.Empty, LimitMicros = Ample });
        await db.SaveChangesAsync(cancellation);
        return key.Secret;
    }

    private static ModelServer Server(Guid organisation, Uri upstream, DateTimeOffset now) => new()
    {
        OrganisationId = organisation,
        Id = Guid.CreateVersion7(now),
        Name = "banc",
        BaseAddress = $"{upstream.GetLeftPart(UriPartial.Authority)}/v1",
        Place = InferencePlace.OnPremises,
        MayReceive = DataAllowance.PersonalData,
        FirstTokenSeconds = 60,
        TotalSeconds = 3600,
        Enabled = true,
        CreatedAt = now,
    };

    private static LanguageModel Model(ModelServer server, string name, ModelKind kind, DateTimeOffset now) => new()
    {
        OrganisationId = server.OrganisationId,
        Id = Guid.CreateVersion7(now),
        ServerId = server.Id,
        Name = name,
        ShownName = name,
        Kind = kind,
        InputMicros = 100_000,
        OutputMicros = 300_000,
        ContextTokens = 8_192,
        Enabled = true,
    };

    private static GatewayRouter Router(Guid organisation, string name, ModelKind kind, DateTimeOffset now) => new()
    {
        OrganisationId = organisation,
        Id = Guid.CreateVersion7(now),
        Name = name,
        Kind = kind,
        Strategy = RoutingStrategy.LeastBusy,
        Masking = RouterMasking.AsServersRequire,
        Farthest = InferencePlace.OnPremises,
        Enabled = true,
        CreatedAt = now,
    };

    private static GatewayLimit Limit(Guid organisation, LimitSubject subject, Guid id, LimitMeasure measure, LimitPeriod period, DateTimeOffset now) => new()
    {
        OrganisationId = organisation,
        Id = Guid.CreateVersion7(now),
        Subject = subject,
        SubjectId = id,
        RouterId = Guid.Empty,
        Measure = measure,
        Period = period,
        Most = Ample,
    };
}
