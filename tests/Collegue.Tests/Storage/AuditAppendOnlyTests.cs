using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Storage;

public sealed class AuditAppendOnlyTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    public static TheoryData<Engine, string> Statements => new()
    {
        { Engine.Sqlite, "UPDATE audit_entries SET action = 'case.closed'" },
        { Engine.Sqlite, "DELETE FROM audit_entries" },
        { Engine.Sqlite, "INSERT OR REPLACE INTO audit_entries SELECT * FROM audit_entries" },
        { Engine.Postgres, "UPDATE audit_entries SET action = 'case.closed'" },
        { Engine.Postgres, "DELETE FROM audit_entries" },
        { Engine.Postgres, "TRUNCATE audit_entries" },
    };

    [Theory, MemberData(nameof(Statements))]
    public async Task The_engine_refuses_to_rewrite_the_trail(Engine engine, string statement)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        await AuditChainTests.AppendAsync(database, organisation);
        await using var session = database.OpenInstance();

        var refusal = await Assert.ThrowsAnyAsync<DbException>(
            () => session.Db.Database.ExecuteSqlRawAsync(statement, TestContext.Current.CancellationToken));

        Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
        Assert.Null(await AuditChainTests.VerifyAsync(database, organisation));
    }

    [Theory]
    [InlineData(Engine.Sqlite, EntityState.Modified, false)]
    [InlineData(Engine.Sqlite, EntityState.Deleted, true)]
    [InlineData(Engine.Postgres, EntityState.Modified, true)]
    [InlineData(Engine.Postgres, EntityState.Deleted, false)]
    public async Task The_context_refuses_too_even_for_the_instance(Engine engine, EntityState state, bool instance)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        await AuditChainTests.AppendAsync(database, organisation);
        await using var session = instance ? database.OpenInstance() : await database.OpenAsync(organisation);
        var entry = await session.Db.AuditEntries.SingleAsync(
            row => row.OrganisationId == organisation.Id, TestContext.Current.CancellationToken);
        session.Db.Entry(entry).State = state;

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => session.Db.SaveChangesAsync(TestContext.Current.CancellationToken));

        Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
    }
}
