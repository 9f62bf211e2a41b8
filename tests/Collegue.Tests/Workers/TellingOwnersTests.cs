using Collegue.Casework.Sending;
using Collegue.Knowledge.Searching;
using Collegue.Pages.Desk.Assistant;
using Collegue.Pages.Desk.Assistant.Keeping;
using Collegue.Storage.Jobs;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Collegue.Tests.Storage;
using Collegue.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Tests.Workers;

/// <summary>The clock of a database is moved by the tests that use it, so each makes its own.</summary>
public sealed class TellingOwnersTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory, BothEngines]
    public async Task A_review_that_is_due_is_told_to_the_department_once(Engine engine)
    {
        await using var town = await Town.OnAsync(engine);
        await town.CollectionAsync(row => (row.ReviewEveryDays, row.NextReview) = (365, Today));
        await town.CollectionAsync(row => (row.Slug, row.NextReview) = ("later", Today.AddDays(1)));

        var first = await town.RoundAsync();
        var second = await town.RoundAsync();
        var letter = Assert.Single(await town.LettersAsync());

        Assert.Equal((1, 0), (first, second));
        Assert.Equal("scolaire@commune.example", letter.Recipient);
        Assert.Equal("Fonds à relire : Cantine", letter.Subject);
        Assert.Contains("24 novembre 2026", letter.Body, StringComparison.Ordinal);
        Assert.Null(letter.CaseId);
        Assert.EndsWith(":2026-11-24", letter.Reason, StringComparison.Ordinal);
        Assert.Equal(letter.Id, Assert.Single(await town.ReadAsync(db => db.Jobs.Where(row => row.Kind == "deliver").ToListAsync())).SubjectId);
        Assert.Equal("owner.told", Assert.Single(await town.ReadAsync(db => db.AuditEntries.ToListAsync())).Action);
    }

    [Theory, BothEngines]
    public async Task Nobody_is_told_again_until_the_next_review_comes(Engine engine)
    {
        await using var town = await Town.OnAsync(engine);
        var collection = await town.CollectionAsync(row => (row.ReviewEveryDays, row.NextReview) = (10, Today));
        await town.RoundAsync();
        await town.ReadAsync(db => db.Collections.Where(row => row.OrganisationId == town.Commune.Id && row.Id == collection.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextReview, Today.AddDays(10))));

        town.Database.Clock.Advance(TimeSpan.FromDays(9));
        var early = await town.RoundAsync();
        town.Database.Clock.Advance(TimeSpan.FromDays(1));
        var due = await town.RoundAsync();

        Assert.Equal((0, 1), (early, due));
    }

    [Theory, BothEngines]
    public async Task What_expires_is_one_digest_a_month(Engine engine)
    {
        await using var town = await Town.OnAsync(engine);
        var collection = await town.CollectionAsync();
        await town.DocumentAsync(collection, "Vieux tarifs", Today.AddDays(-1));
        await town.DocumentAsync(collection, "Tarifs de Noël", Today.AddDays(30));
        await town.DocumentAsync(collection, "Tarifs de l'été", Today.AddDays(31));
        await town.DocumentAsync(collection, "Sans fin", null);
        foreach (var number in Enumerable.Range(1, 25))
        {
            await town.DocumentAsync(collection, $"Menu {number:D2}", Today.AddDays(-100 + number));
        }

        await town.RoundAsync();
        var body = Assert.Single(await town.LettersAsync()).Body;
        town.Database.Clock.Advance(TimeSpan.FromDays(5));
        var sameMonth = await town.RoundAsync();
        town.Database.Clock.Advance(TimeSpan.FromDays(5));
        var nextMonth = await town.RoundAsync();

        Assert.Contains("Déjà périmés (26) :", body, StringComparison.Ordinal);
        Assert.Contains("- Menu 01 (valable jusqu'au 17 août 2026)", body, StringComparison.Ordinal);
        Assert.Contains("- et 6 autres", body, StringComparison.Ordinal);
        Assert.Contains("Périmés dans les trente jours (1) :", body, StringComparison.Ordinal);
        Assert.Contains("- Tarifs de Noël", body, StringComparison.Ordinal);
        Assert.DoesNotContain("été", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Sans fin", body, StringComparison.Ordinal);
        Assert.Equal((0, 1), (sameMonth, nextMonth));
    }

    [Theory, BothEngines]
    public async Task A_reading_that_failed_or_left_files_out_is_told_once_a_week(Engine engine)
    {
        await using var town = await Town.OnAsync(engine);
        var collection = await town.CollectionAsync();
        await town.RunAsync(collection, ImportState.Failed, skipped: 0);
        var failed = await town.RoundAsync();
        town.Database.Clock.Advance(TimeSpan.FromHours(1));
        await town.RunAsync(collection, ImportState.Finished, skipped: 3);
        var sameWeek = await town.RoundAsync();
        town.Database.Clock.Advance(TimeSpan.FromDays(7));
        var skipped = await town.RoundAsync();
        town.Database.Clock.Advance(TimeSpan.FromDays(7));
        await town.RunAsync(collection, ImportState.Finished, skipped: 0);
        var mended = await town.RoundAsync();

        Assert.Equal((1, 0, 1, 0), (failed, sameWeek, skipped, mended));
        var letters = await town.LettersAsync();
        Assert.Contains("s'est arrêtée avant la fin", letters[0].Body, StringComparison.Ordinal);
        Assert.Contains("n'ont pas pu être lus (3)", letters[1].Body, StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task Without_an_address_of_the_department_the_organisation_is_told_and_without_any_nobody(Engine engine)
    {
        await using var town = await Town.OnAsync(engine);
        await town.CollectionAsync(row => (row.OwnerDepartment, row.NextReview) = (null, Today));
        await town.RoundAsync();
        var told = Assert.Single(await town.LettersAsync()).Recipient;

        await using var silent = await Town.OnAsync(engine, email: null);
        await silent.CollectionAsync(row => (row.OwnerDepartment, row.NextReview) = (null, Today));

        Assert.Equal("mairie@commune.example", told);
        Assert.Equal(0, await silent.RoundAsync());
        Assert.Empty(await silent.LettersAsync());
    }

    [Theory, BothEngines]
    public async Task Two_nodes_at_once_tell_once(Engine engine)
    {
        await using var town = await Town.OnAsync(engine);
        await town.CollectionAsync(row => row.NextReview = Today);

        var written = await Task.WhenAll(town.RoundAsync(), town.RoundAsync(), town.RoundAsync());

        Assert.Equal(1, written.Sum());
        Assert.Single(await town.LettersAsync());
        Assert.Single(await town.ReadAsync(db => db.Jobs.ToListAsync()));
    }

    [Theory, BothEngines]
    public async Task A_parent_s_collection_is_told_to_the_parent_only(Engine engine)
    {
        await using var town = await Town.OnAsync(engine);
        await town.CollectionAsync(row => (row.SharedWithChildren, row.NextReview) = (true, Today));
        var child = await town.ChildAsync();

        Assert.Equal(0, await town.RoundAsync(child));
        Assert.Equal(1, await town.RoundAsync());
    }

    [Theory, BothEngines]
    public async Task A_question_nobody_asked_for_a_year_is_forgotten(Engine engine)
    {
        await using var town = await Town.OnAsync(engine);
        await town.AskAsync("Où louer un dirigeable ?");
        town.Database.Clock.Advance(TimeSpan.FromDays(200));
        await town.AskAsync("Combien coûte une girafe ?");
        town.Database.Clock.Advance(TimeSpan.FromDays(166));

        await town.RoundAsync();

        Assert.Equal("Combien coûte une girafe ?", Assert.Single(await town.ReadAsync(db => db.UnansweredQuestions.ToListAsync())).Text);
    }

    [Theory]
    [InlineData("2026-11-24T05:00:00Z", "2026-11-24T06:00:00Z")]
    [InlineData("2026-11-24T06:00:00Z", "2026-11-25T06:00:00Z")]
    [InlineData("2026-07-14T12:00:00Z", "2026-07-15T05:00:00Z")]
    [InlineData("2026-10-24T12:00:00Z", "2026-10-25T06:00:00Z")]
    [InlineData("2027-03-27T12:00:00Z", "2027-03-28T05:00:00Z")]
    public void The_next_round_is_at_seven_in_the_town_hall(string now, string next) =>
        Assert.Equal(Instant(next), FreshnessWatch.NextMorning(Instant(now)));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A commune on a database of its own, and the services of the watch on it.</summary>
    private sealed class Town : IAsyncDisposable
    {
        private readonly ServiceProvider services;

        private Town(TestDatabase database)
        {
            Database = database;
            services = new ServiceCollection().AddSingleton<TimeProvider>(database.Clock).AddSingleton<OrganisationDirectory>()
                .AddScoped(_ => database.OpenWithoutScope())
                .AddScoped(provider => provider.GetRequiredService<StorageSession>().Db)
                .AddScoped(provider => provider.GetRequiredService<StorageSession>().Scope)
                .AddScoped(provider => provider.GetRequiredService<StorageSession>().Trail)
                .AddScoped<OwnerLetters>().AddScoped<QuestionLog>().AddScoped<ConversationDesk>().AddScoped<ConversationRetention>()
                .AddScoped<FreshnessRound>().AddOptions<AssistantOptions>().Services.BuildServiceProvider();
        }

        public TestDatabase Database { get; }

        public Organisation Commune { get; private init; } = null!;

        public static async Task<Town> OnAsync(Engine engine, string? email = "mairie@commune.example")
        {
            var database = engine == Engine.Sqlite ? TestDatabase.OnSqlite() : await TestDatabase.OnPostgresAsync();
            await using (var instance = database.OpenInstance())
            {
                await instance.Db.Database.MigrateAsync(TestContext.Current.CancellationToken);
            }

            var commune = database.Rows.Organisation(null);
            commune.Email = email;
            await using (var instance = database.OpenInstance())
            {
                instance.Db.Add(commune);
                await instance.Db.SaveChangesAsync(TestContext.Current.CancellationToken);
            }

            await database.AddAsync(commune, new Department
            {
                OrganisationId = commune.Id,
                Id = Guid.CreateVersion7(database.Clock.GetUtcNow()),
                Slug = "scolaire",
                Name = "Scolaire",
                Email = "scolaire@commune.example",
            });
            return new Town(database) { Commune = commune };
        }

        public Task<Organisation> ChildAsync() => Database.AddOrganisationAsync(Commune);

        public Task<Collection> CollectionAsync(Action<Collection>? change = null)
        {
            var row = Database.Rows.Collection(Commune, false);
            (row.Title, row.OwnerDepartment) = ("Cantine", "scolaire");
            change?.Invoke(row);
            return Database.AddAsync(Commune, row);
        }

        public Task<Document> DocumentAsync(Collection collection, string title, DateOnly? until)
        {
            var row = Database.Rows.Document(collection);
            (row.Title, row.ValidUntil) = (title, until);
            return Database.AddAsync(Commune, row);
        }

        public Task<ImportRun> RunAsync(Collection collection, ImportState state, int skipped) => Database.AddAsync(Commune, new ImportRun
        {
            OrganisationId = Commune.Id,
            Id = Guid.CreateVersion7(Database.Clock.GetUtcNow()),
            Collection = collection.Slug,
            Source = "uploads",
            State = state,
            StartedAt = Database.Clock.GetUtcNow(),
            FinishedAt = Database.Clock.GetUtcNow(),
            Skipped = skipped,
        });

        public async Task<int> RoundAsync(Organisation? of = null) =>
            await InAsync(of ?? Commune, provider => provider.GetRequiredService<FreshnessRound>().RunAsync(TestContext.Current.CancellationToken));

        public Task<int> AskAsync(string question) => InAsync(Commune, async provider =>
        {
            await provider.GetRequiredService<QuestionLog>().RecordAsync(question, null, SearchWeakness.NothingFound, TestContext.Current.CancellationToken);
            return 0;
        });

        public Task<T> ReadAsync<T>(Func<Collegue.Storage.CollegueDb, Task<T>> read) =>
            InAsync(Commune, provider => read(provider.GetRequiredService<Collegue.Storage.CollegueDb>()));

        public Task<List<OutboxMessage>> LettersAsync() => ReadAsync(db => db.OutboxMessages.OrderBy(row => row.CreatedAt).ToListAsync());

        private async Task<T> InAsync<T>(Organisation organisation, Func<IServiceProvider, Task<T>> act)
        {
            await using var unit = services.CreateAsyncScope();
            unit.ServiceProvider.GetRequiredService<OrganisationScope>().Enter(organisation.Id, organisation.ParentId is { } parent ? [parent] : []);
            return await act(unit.ServiceProvider);
        }

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            await Database.DisposeAsync();
        }
    }
}
