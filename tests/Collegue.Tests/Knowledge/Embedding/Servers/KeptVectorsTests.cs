using Collegue.Knowledge.Embedding.Keeping;
using Collegue.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Tests.Knowledge.Embedding.Servers;

public sealed class KeptVectorsTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Theory, BothEngines]
    public async Task A_vector_is_kept_for_its_organisation_its_model_and_its_text(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var (here, other) = (await database.AddOrganisationAsync(), await database.AddOrganisationAsync());
        await using var services = Services(database);
        var cache = new EmbeddingCache(services.GetRequiredService<IServiceScopeFactory>());

        await cache.KeepAsync(here.Id, "un", new Dictionary<string, float[]> { ["texte"] = [0.6f, -0.8f], ["vide"] = [0, 0] }, Now);

        var found = await cache.FindAsync(here.Id, "un", ["texte", "vide", "absent"], Now);
        Assert.Equal(["texte", "vide"], found.Keys.Order());
        Assert.Equal(0.6f, found["texte"][0], 0.01f);
        Assert.Equal(-0.8f, found["texte"][1], 0.0001f);
        Assert.Equal(["texte"], await cache.KnownAsync(here.Id, "un", ["texte", "absent"], Now));
        Assert.Empty(await cache.FindAsync(here.Id, "deux", ["texte"], Now));
        Assert.Empty(await cache.FindAsync(other.Id, "un", ["texte"], Now));
    }

    [Theory, BothEngines]
    public async Task What_another_process_kept_meanwhile_stays_and_the_rest_is_added(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var here = await database.AddOrganisationAsync();
        await using var services = Services(database);
        var cache = new EmbeddingCache(services.GetRequiredService<IServiceScopeFactory>());
        await cache.KeepAsync(here.Id, "un", new Dictionary<string, float[]> { ["premier"] = [1, 0] }, Now);

        await cache.KeepAsync(here.Id, "un", new Dictionary<string, float[]> { ["premier"] = [0, 1], ["second"] = [0, 1] }, Now);

        var found = await cache.FindAsync(here.Id, "un", ["premier", "second"], Now);
        Assert.Equal((1f, 1f), (found["premier"][0], found["second"][1]));
    }

    [Fact]
    public void Rounding_a_kept_vector_again_changes_nothing()
    {
        float[] vector = [0.123f, -0.98f, 0.0004f, 0.5f];

        var once = KeptVector.Write(vector);

        Assert.Equal(once[4..], KeptVector.Write(KeptVector.Read(once))[4..]);
        Assert.Null(KeptVector.Read([0, 0, 128, 127, 1]));
        Assert.Null(KeptVector.Read([1, 2]));
    }

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static ServiceProvider Services(TestDatabase database)
    {
        var services = new ServiceCollection();
        services.AddScoped(_ => database.OpenWithoutScope());
        services.AddScoped(provider => provider.GetRequiredService<StorageSession>().Scope);
        services.AddScoped(provider => provider.GetRequiredService<StorageSession>().Db);
        return services.BuildServiceProvider();
    }
}
