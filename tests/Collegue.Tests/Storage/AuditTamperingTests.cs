using Collegue.Storage.Audit;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Storage;

/// <summary>Somebody with the rights of a database administrator: removes the triggers, then rewrites history.</summary>
public sealed class AuditTamperingTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Theory, BothEngines]
    public async Task A_changed_entry_is_found(Engine engine)
    {
        var (database, organisation) = await FiveFactsAsync(engine);

        await TamperAsync(database, $"UPDATE audit_entries SET action = 'case.closed' WHERE organisation_id = {organisation.Id} AND sequence = 3");

        Assert.Equal(new AuditFault(3, "an entry was changed"), await AuditChainTests.VerifyAsync(database, organisation));
    }

    [Theory, BothEngines]
    public async Task A_changed_instant_is_found(Engine engine)
    {
        var (database, organisation) = await FiveFactsAsync(engine);

        await TamperAsync(database, $"UPDATE audit_entries SET at = at + 1 WHERE organisation_id = {organisation.Id} AND sequence = 5");

        Assert.Equal(new AuditFault(5, "an entry was changed"), await AuditChainTests.VerifyAsync(database, organisation));
    }

    [Theory, BothEngines]
    public async Task A_missing_entry_is_found(Engine engine)
    {
        var (database, organisation) = await FiveFactsAsync(engine);

        await TamperAsync(database, $"DELETE FROM audit_entries WHERE organisation_id = {organisation.Id} AND sequence = 2");

        Assert.Equal(new AuditFault(2, "an entry is missing"), await AuditChainTests.VerifyAsync(database, organisation));
    }

    [Theory, BothEngines]
    public async Task A_cut_tail_is_found(Engine engine)
    {
        var (database, organisation) = await FiveFactsAsync(engine);

        await TamperAsync(database, $"DELETE FROM audit_entries WHERE organisation_id = {organisation.Id} AND sequence > 3");

        Assert.Equal(new AuditFault(4, "the end of the chain was cut"), await AuditChainTests.VerifyAsync(database, organisation));
    }

    [Theory, BothEngines]
    public async Task A_chain_that_vanished_is_found(Engine engine)
    {
        var (database, organisation) = await FiveFactsAsync(engine);

        await TamperAsync(database, $"DELETE FROM audit_entries WHERE organisation_id = {organisation.Id}");

        Assert.Equal(new AuditFault(1, "the end of the chain was cut"), await AuditChainTests.VerifyAsync(database, organisation));
    }

    [Theory, BothEngines]
    public async Task A_head_that_vanished_is_found(Engine engine)
    {
        var (database, organisation) = await FiveFactsAsync(engine);

        await TamperAsync(database, $"DELETE FROM audit_heads WHERE organisation_id = {organisation.Id}");

        Assert.NotNull(await AuditChainTests.VerifyAsync(database, organisation));
    }

    [Theory, BothEngines]
    public async Task An_entry_added_past_the_head_is_found(Engine engine)
    {
        var (database, organisation) = await FiveFactsAsync(engine);

        await TamperAsync(database, $"UPDATE audit_heads SET sequence = 4, hash = (SELECT hash FROM audit_entries AS entry WHERE entry.organisation_id = {organisation.Id} AND entry.sequence = 4) WHERE organisation_id = {organisation.Id}");

        Assert.Equal(new AuditFault(5, "an entry was added outside the trail"), await AuditChainTests.VerifyAsync(database, organisation));
    }

    private async Task<(TestDatabase Database, Organisation Organisation)> FiveFactsAsync(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        for (var fact = 0; fact < 5; fact++)
        {
            await AuditChainTests.AppendAsync(database, organisation);
        }

        Assert.Null(await AuditChainTests.VerifyAsync(database, organisation));
        return (database, organisation);
    }

    private static async Task TamperAsync(TestDatabase database, FormattableString sql)
    {
        await using var session = database.OpenInstance();
        string[] unlock = database.Engine == Engine.Sqlite
            ? ["DROP TRIGGER IF EXISTS audit_entries_no_update", "DROP TRIGGER IF EXISTS audit_entries_no_delete"]
            : ["ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_append_only"];
        foreach (var statement in unlock)
        {
            await session.Db.Database.ExecuteSqlRawAsync(statement, TestContext.Current.CancellationToken);
        }

        var touched = await session.Db.Database.ExecuteSqlAsync(sql, TestContext.Current.CancellationToken);
        Assert.True(touched > 0);
    }
}
