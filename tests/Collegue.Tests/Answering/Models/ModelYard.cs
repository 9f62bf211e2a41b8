using Collegue.Answering;
using Collegue.Answering.Extracting;
using Collegue.Answering.Generating;
using Collegue.Answering.Grounding;
using Collegue.Answering.Models;
using Collegue.Answering.Writing.Rewriting;
using Collegue.Scripted;
using Collegue.Storage;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Collegue.Tests.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Collegue.Tests.Answering.Models;

/// <summary>Answering with models over one test database, as one node: its documents are given by hand, its models are scripted.</summary>
internal sealed class ModelYard : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public ModelYard(TestDatabase database, Organisation organisation, Shelf? shelf = null, UnsupportedSentences unsupported = UnsupportedSentences.Quote)
    {
        (Database, Organisation) = (database, organisation);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(database.Clock);
        services.AddScoped(_ => database.OpenWithoutScope());
        services.AddScoped(provider => provider.GetRequiredService<StorageSession>().Scope);
        services.AddScoped(provider => provider.GetRequiredService<StorageSession>().Db);
        services.AddScoped(provider => provider.GetRequiredService<StorageSession>().Trail);
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddSingleton<IPassageFinder>(shelf ?? new Shelf());
        services.AddSingleton<IStoredPassages>(shelf ?? new Shelf());
        services.AddSingleton(Shelf.Embedder);
        services.AddAnswering();
        services.Configure<GeneratingOptions>(options => options.Unsupported = unsupported);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public TestDatabase Database { get; }
    public Organisation Organisation { get; }
    public FakeTimeProvider Clock => Database.Clock;
    public KillSwitch Stops => _services.GetRequiredService<KillSwitch>();
    public ModelCatalogue Catalogue => _services.GetRequiredService<ModelCatalogue>();
    public ChatModels Models => _services.GetRequiredService<ChatModels>();
    public ServerKeys Keys => _services.GetRequiredService<ServerKeys>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Declares the models and chooses them, in this order, for everything.</summary>
    public async Task<IReadOnlyList<LanguageModel>> ChooseAsync(params ScriptedModel[] models)
    {
        var chosen = new List<LanguageModel>();
        foreach (var model in models)
            chosen.Add(await DeclareAsync(model.Address));
        for (var at = 0; at < chosen.Count; at++)
        {
            foreach (var feature in new[] { ModelFeature.Ask, ModelFeature.Assistant, ModelFeature.Draft, ModelFeature.Rewrite })
                await Database.AddAsync(Organisation, new ModelChoice { OrganisationId = Organisation.Id, Feature = feature, ModelId = chosen[at].Id, Position = at });
        }

        Catalogue.Refresh();
        return chosen;
    }

    public async Task<LanguageModel> DeclareAsync(string address, Action<ModelServer>? server = null, long inputMicros = 0, long outputMicros = 0)
    {
        var row = Database.Rows.ModelServer(Organisation, address);
        server?.Invoke(row);
        await Database.AddAsync(Organisation, row);
        return await Database.AddAsync(Organisation, Database.Rows.LanguageModel(row, inputMicros: inputMicros, outputMicros: outputMicros));
    }

    public async Task ChangeAsync(Func<CollegueDb, Task> change)
    {
        await using var session = await Database.OpenAsync(Organisation);
        await change(session.Db);
        Catalogue.Refresh();
    }

    public Question Question(string text, AnswerFeature feature = AnswerFeature.Ask, string language = "fr") =>
        new(text, Organisation.Id, Organisation.ParentId is { } parent ? [parent] : [], new DateOnly(2026, 11, 24))
        {
            Office = Shelf.Office,
            Feature = feature,
            Culture = System.Globalization.CultureInfo.GetCultureInfo(language),
        };

    public async Task<Answer> AskAsync(string text, AnswerFeature feature = AnswerFeature.Ask, string language = "fr")
    {
        await using var scope = Scope();
        return await scope.ServiceProvider.GetRequiredService<Answerer>().AskAsync(Question(text, feature, language), Token);
    }

    public async Task<CheckedRewriting> RewriteAsync(RewriteRequest request)
    {
        await using var scope = Scope();
        return await new CheckedRewriter(scope.ServiceProvider.GetRequiredService<IRewriter>()).RewriteAsync(request, Token);
    }

    /// <summary>Asks and gives each event to <paramref name="seen"/> as it comes.</summary>
    public async Task<IReadOnlyList<AnswerEvent>> StreamAsync(string text, Func<AnswerEvent, Task>? seen = null, CancellationToken? cancellation = null)
    {
        await using var scope = Scope();
        var events = new List<AnswerEvent>();
        await foreach (var happened in scope.ServiceProvider.GetRequiredService<Answerer>().StreamAsync(Question(text), cancellation ?? Token))
        {
            events.Add(happened);
            await (seen?.Invoke(happened) ?? Task.CompletedTask);
        }

        return events;
    }

    /// <summary>Lets the clock run until the work ends; the run's own time limit ends it.</summary>
    public async Task<T> PassingTimeAsync<T>(Task<T> work)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!work.IsCompleted)
        {
            await pause.WaitForNextTickAsync(Token);
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return await work;
    }

    public async Task<IReadOnlyList<ModelUse>> UsesAsync()
    {
        await using var session = await Database.OpenAsync(Organisation);
        return await session.Db.ModelUses.AsNoTracking().OrderBy(row => row.StartedAt).ThenBy(row => row.Id).ToListAsync(Token);
    }

    public async Task<ModelStop> StopAsync(StopLevel level = StopLevel.Models, Organisation? by = null, bool wholeInstance = false)
    {
        await using var session = await Database.OpenAsync(by ?? Organisation);
        return await new ModelStops(session.Db, session.Scope, session.Trail, Clock).StopAsync(level, wholeInstance, "Essai", null, Token);
    }

    public async Task ResumeAsync(ModelStop stop, Organisation? by = null)
    {
        await using var session = await Database.OpenAsync(by ?? Organisation);
        Assert.True(await new ModelStops(session.Db, session.Scope, session.Trail, Clock).ResumeAsync(stop.Id, null, Token));
    }

    public AsyncServiceScope Scope()
    {
        var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().Enter(Organisation.Id, Organisation.ParentId is { } parent ? [parent] : []);
        return scope;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
