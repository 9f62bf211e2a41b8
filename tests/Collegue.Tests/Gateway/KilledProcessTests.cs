using System.Diagnostics;
using System.IO.Pipes;
using Collegue.Gateway;
using Collegue.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Gateway;

/// <summary>A real process is killed in the middle of its calls.</summary>
public sealed class KilledProcessTests
{
    private const string Orders = "COLLEGUE_TEST_VICTIM";
    private const int Before = 5_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_call_of_a_killed_process_is_counted()
    {
        if (Environment.GetEnvironmentVariable(Orders) is { } orders)
        {
            await CallUntilKilledAsync(orders.Split('|'));
        }

        await using var database = await LimitWindowTests.MigratedAsync(Engine.Postgres);
        var organisation = await database.AddOrganisationAsync();
        var limit = await database.LimitAsync(organisation, 100_000_000);
        var folder = Directory.CreateTempSubdirectory("collegue-accounts-");
        var pipe = Path.Combine(folder.FullName, "pipe");
        await using var server = new NamedPipeServerStream(pipe, PipeDirection.In);
        using var victim = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!,
            [.. Runner(), "-method", $"{typeof(KilledProcessTests).FullName}.{nameof(Every_call_of_a_killed_process_is_counted)}"])
        {
            Environment = { [Orders] = string.Join('|', folder.FullName, pipe, organisation.Id, database.ConnectionString) },
            RedirectStandardOutput = true,
        })!;
        var connected = server.WaitForConnectionAsync(Token);
        if (await Task.WhenAny(connected, victim.WaitForExitAsync(Token)) != connected || await server.ReadAsync(new byte[1], Token) == 0)
        {
            Assert.Fail($"The process ended by itself:\n{await victim.StandardOutput.ReadToEndAsync(Token)}");
        }

        victim.Kill();
        await victim.WaitForExitAsync(Token);
        var made = BitConverter.ToInt64(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "made"), Token));

        await using var next = await AccountingNode.StartAsync(database, folder: folder.FullName);
        await next.Recovery.RunAsync(Token);

        Assert.True(made >= Before);
        Assert.InRange(await database.CallsAsync(organisation), made, made + 1);
        Assert.InRange(await database.TakenAsync(limit), made, made + 1);
        Assert.Empty(await database.LeasesAsync(limit));
        Assert.Empty(next.Journals);
        folder.Delete(recursive: true);
    }

    /// <summary>The process that is killed: the same test, started with orders.</summary>
    private static async Task CallUntilKilledAsync(string[] orders)
    {
        await using var pipe = new NamedPipeClientStream(".", orders[1], PipeDirection.Out);
        await pipe.ConnectAsync(Token);
        await using var database = TestDatabase.OfOther(orders[3]);
        await using (var session = database.OpenWithoutScope())
        {
            // The first query of a process is slow: it is not what is tested.
            session.Scope.Enter(Guid.Parse(orders[2]), []);
            Assert.Single(await session.Db.GatewayLimits.ToListAsync(Token));
        }

        await using var node = await AccountingNode.StartAsync(database, folder: orders[0]);
        using var made = File.OpenHandle(Path.Combine(orders[0], "made"), FileMode.CreateNew, FileAccess.Write);
        var caller = new GatewayCaller(Guid.Parse(orders[2]), [], database.Rows.NewId(), null, null);
        for (var calls = 1L; ; calls++)
        {
            Assert.True(await node.CallAsync(caller, AccountsOf.OneCall));
            RandomAccess.Write(made, BitConverter.GetBytes(calls), 0);
            if (calls % Before == 0)
            {
                // Also to end when nobody reads any more.
                await pipe.WriteAsync(new byte[1], Token);
            }
        }
    }

    /// <summary>The tests run by themselves or under <c>dotnet</c>.</summary>
    private static IEnumerable<string> Runner() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(KilledProcessTests).Assembly.Location] : [];
}
