using Collegue.Storage;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Xunit;

namespace Collegue.Tests.Storage;

public sealed class OrganisationFilterTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Theory, BothEngines]
    public async Task Every_table_gives_the_rows_of_the_current_organisation_only(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var (first, _) = await FillTwoAsync(database);
        await using var session = await database.OpenAsync(first);

        foreach (var type in Owned(session.Db))
        {
            var rows = await ReadAsync(session.Db, type);

            Assert.True(rows.Count > 0, $"EveryTable has no row of {type.Name}: add one.");
            Assert.All(rows, row => Assert.Equal(first.Id, row.OrganisationId));
        }
    }

    /// <summary>"Or unrestricted" beside it would keep SQLite from every index, which all begin with the organisation.</summary>
    [Theory, BothEngines]
    public async Task The_condition_on_the_organisation_stands_alone(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        await using var restricted = await database.OpenAsync(await database.AddOrganisationAsync());

        Assert.Contains("WHERE c.organisation_id =", Unquoted(restricted.Db.Cases.ToQueryString()), StringComparison.Ordinal);
        Assert.DoesNotContain(" OR ", restricted.Db.Cases.ToQueryString(), StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task A_forgotten_filter_is_found(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var (first, second) = await FillTwoAsync(database);
        await using var filtered = await database.OpenAsync(first);
        await using var forgetful = await database.OpenAsync(
            first, options => options.ReplaceService<IModelCustomizer, WithoutFilters>());

        Assert.Empty(await LeakingAsync(filtered.Db, second));
        Assert.Equal(Owned(forgetful.Db), await LeakingAsync(forgetful.Db, second));
    }

    [Theory, BothEngines]
    public async Task Ignoring_the_filters_shows_the_rows_that_were_hidden(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var (first, second) = await FillTwoAsync(database);
        await using var session = await database.OpenAsync(first);

        foreach (var type in Owned(session.Db))
        {
            var all = await ReadAsync(session.Db, type, ignoreFilters: true);

            Assert.Contains(all, row => row.OrganisationId == first.Id);
            Assert.Contains(all, row => row.OrganisationId == second.Id);
        }
    }

    [Theory, BothEngines]
    public async Task Nothing_is_visible_before_a_scope_is_entered(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        await FillTwoAsync(database);
        await using var session = database.OpenWithoutScope();

        foreach (var type in Owned(session.Db))
        {
            Assert.Empty(await ReadAsync(session.Db, type));
        }
    }

    [Theory, BothEngines]
    public async Task A_context_follows_its_own_scope_when_it_changes(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var (first, second) = await FillTwoAsync(database);
        await using var session = await database.OpenAsync(first);
        var before = await session.Db.Cases.FirstAsync(TestContext.Current.CancellationToken);

        session.Scope.Enter(second.Id, []);
        var after = await session.Db.Cases.FirstAsync(TestContext.Current.CancellationToken);

        Assert.Equal((first.Id, second.Id), (before.OrganisationId, after.OrganisationId));
    }

    [Theory, BothEngines]
    public async Task The_instance_sees_everybody(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var (first, second) = await FillTwoAsync(database);
        await using var session = database.OpenInstance();

        var owners = await session.Db.Cases.Select(row => row.OrganisationId).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Contains(first.Id, owners);
        Assert.Contains(second.Id, owners);
    }

    private static string Unquoted(string sql) => sql.Replace("\"", "", StringComparison.Ordinal);

    private static async Task<(Organisation First, Organisation Second)> FillTwoAsync(TestDatabase database)
    {
        var first = await database.AddOrganisationAsync();
        var second = await database.AddOrganisationAsync();
        await EveryTable.FillAsync(database, first);
        await EveryTable.FillAsync(database, second);
        return (first, second);
    }

    private static async Task<List<Type>> LeakingAsync(CollegueDb db, Organisation other)
    {
        var leaking = new List<Type>();
        foreach (var type in Owned(db))
        {
            if ((await ReadAsync(db, type)).Any(row => row.OrganisationId == other.Id))
            {
                leaking.Add(type);
            }
        }

        return leaking;
    }

    private static List<Type> Owned(CollegueDb db) =>
    [
        .. db.Model.GetEntityTypes()
            .Where(type => type.FindProperty(nameof(IBelongsToOrganisation.OrganisationId)) is not null).Select(type => type.ClrType),
    ];

    private static Task<List<IBelongsToOrganisation>> ReadAsync(CollegueDb db, Type type, bool ignoreFilters = false) =>
        (Task<List<IBelongsToOrganisation>>)new Func<CollegueDb, bool, Task<List<IBelongsToOrganisation>>>(ReadAsync<IBelongsToOrganisation>)
            .Method.GetGenericMethodDefinition().MakeGenericMethod(type).Invoke(null, [db, ignoreFilters])!;

    private static async Task<List<IBelongsToOrganisation>> ReadAsync<T>(CollegueDb db, bool ignoreFilters)
        where T : class, IBelongsToOrganisation
    {
        var rows = ignoreFilters ? db.Set<T>().IgnoreQueryFilters() : db.Set<T>();
        return [.. await rows.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken)];
    }

    private sealed class WithoutFilters(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            foreach (var type in modelBuilder.Model.GetEntityTypes())
            {
                type.SetQueryFilter(null);
            }
        }
    }
}
