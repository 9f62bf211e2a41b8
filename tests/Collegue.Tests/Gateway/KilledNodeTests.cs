using System.Buffers.Binary;
using Collegue.Gateway.Accounts;
using Collegue.Gateway.Accounts.Journals;
using Collegue.Storage.Gateway;
using Collegue.Storage.Organisations;
using Collegue.Tests.Storage;
using Xunit;

namespace Collegue.Tests.Gateway;

/// <summary>A process that is killed loses no count, and takes no more than its calls under way could.</summary>
public sealed class KilledNodeTests
{
    private static readonly Expense Most = new(1, 10, 0);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task The_next_process_counts_what_a_killed_one_had_not_written(Engine engine)
    {
        await using var database = await LimitWindowTests.MigratedAsync(engine);
        var (organisation, limit, folder) = await KillAsync(database);
        await using var next = await AccountingNode.StartAsync(database, database.Clock, folder.FullName);
        await next.Recovery.RunAsync(Token);

        // Forty calls of seven tokens, three under way that may take ten each.
        Assert.Equal((40 * 7) + (3 * 10), await database.TakenAsync(limit));
        Assert.Equal(40, await database.CallsAsync(organisation));
        Assert.Empty(await database.LeasesAsync(limit));
        Assert.Empty(next.Journals);

        await next.Recovery.RunAsync(Token);
        Assert.Equal(40, await database.CallsAsync(organisation));
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("truncated")]
    [InlineData("middle")]
    [InlineData("header")]
    [InlineData("machine")]
    public async Task What_the_end_of_a_damaged_journal_would_give_back_stays_taken(string damage)
    {
        await using var database = await LimitWindowTests.MigratedAsync(Engine.Sqlite);
        var (organisation, limit, folder) = await KillAsync(database);
        var held = await database.TakenAsync(limit);
        Damage(Directory.GetFiles(Path.Combine(folder.FullName, "gateway-journal")).Single(), damage);
        await using var next = await AccountingNode.StartAsync(database, database.Clock, folder.FullName);
        await next.Recovery.RunAsync(Token);

        Assert.True(held > (40 * 7) + (3 * 10));
        Assert.Equal(held, await database.TakenAsync(limit));
        var calls = await database.CallsAsync(organisation);
        Assert.True(damage switch { "machine" => calls == 40, "header" => calls == 20, _ => calls is > 20 and < 40 }, $"{calls} calls were counted.");
        Assert.Empty(await database.LeasesAsync(limit));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_node_leaves_the_journal_of_another_that_lives_alone()
    {
        await using var database = await LimitWindowTests.MigratedAsync(Engine.Sqlite);
        var organisation = await database.AddOrganisationAsync();
        var limit = await database.LimitAsync(organisation, 1_000);
        await using var one = await AccountingNode.StartAsync(database, database.Clock);
        await using var two = await AccountingNode.StartAsync(database, database.Clock, one.Folder);
        var grant = await one.TakeAsync(database.Caller(organisation), AccountsOf.OneCall);

        await two.Recovery.RunAsync(Token);
        await one.Recovery.RunAsync(Token);

        Assert.Single(one.Journals);
        grant.Settle(AccountingNode.Done);
        await one.StopAsync();
        Assert.Equal(1, await database.TakenAsync(limit));
        Assert.Equal(1, await database.CallsAsync(organisation));
    }

    /// <summary>Twenty calls were written; twenty more were made since, of which the database knows nothing, and three are under way.</summary>
    private static async Task<(Organisation Organisation, GatewayLimit Limit, DirectoryInfo Folder)> KillAsync(TestDatabase database)
    {
        var folder = Directory.CreateTempSubdirectory("collegue-accounts-");
        var organisation = await database.AddOrganisationAsync();
        var limit = await database.LimitAsync(organisation, 1_000_000, LimitMeasure.Tokens);
        await using var node = await AccountingNode.StartAsync(database, database.Clock, folder.FullName);
        var caller = database.Caller(organisation);
        for (var call = 0; call < 40; call++)
        {
            Assert.True(await node.CallAsync(caller, Most));
            if (call == 19)
            {
                await node.Clerk.FlushAsync(Token);
            }
        }

        for (var call = 0; call < 3; call++)
        {
            Assert.Null((await node.TakeAsync(caller, Most)).Refusal);
        }

        await node.KillAsync();
        return (organisation, limit, folder);
    }

    private static void Damage(string path, string damage)
    {
        var bytes = File.ReadAllBytes(path);
        var first = Journal.HeaderSize;
        while (JournalRecord.Read(bytes.AsSpan(first), out var length) is { Sequence: < 60 })
        {
            first += length;
        }

        switch (damage)
        {
            case "truncated":
                bytes = bytes[..(first + 20)];
                break;
            case "middle":
                bytes[first + 20] ^= 1;
                break;
            case "header":
                bytes[10] ^= 1;
                break;
            default:
                bytes[25] ^= 1;
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(48), JournalRecord.Checksum(bytes.AsSpan(0, 48)));
                break;
        }

        File.WriteAllBytes(path, bytes);
    }
}
