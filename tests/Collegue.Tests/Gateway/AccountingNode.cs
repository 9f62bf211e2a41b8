using Collegue.Gateway;
using Collegue.Gateway.Accounts;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Organisations;
using Collegue.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Collegue.Tests.Gateway;

/// <summary>One process that keeps accounts, with a data directory of its own or shared with one that was killed.</summary>
internal sealed class AccountingNode : IAsyncDisposable
{
    public static readonly CallRecord Done = new(GatewayCallKind.Chat, "petit", Guid.Empty, false, 5, 2, 0, 0, 9);

    private readonly ServiceProvider services;
    private readonly bool ownsFolder;

    private AccountingNode(ServiceProvider services, string folder, bool ownsFolder)
    {
        (this.services, Folder, this.ownsFolder) = (services, folder, ownsFolder);
        (Ledger, Clerk) = (services.GetRequiredService<QuotaLedger>(), services.GetRequiredService<Clerk>());
    }

    public string Folder { get; }
    public QuotaLedger Ledger { get; }
    public Clerk Clerk { get; }
    public Recovery Recovery => services.GetRequiredService<Recovery>();
    public AccountPurge Purge => services.GetRequiredService<AccountPurge>();
    public Outage Outage => services.GetRequiredService<Outage>();
    public string[] Journals => Directory.Exists(Path.Combine(Folder, "gateway-journal")) ? Directory.GetFiles(Path.Combine(Folder, "gateway-journal")) : [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<AccountingNode> StartAsync(
        TestDatabase database, TimeProvider? clock = null, string? folder = null, params IEnumerable<(string Name, int Value)> settings)
    {
        var data = folder ?? Directory.CreateTempSubdirectory("collegue-accounts-").FullName;
        // A machine that runs many tests at once is no database that does not answer.
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Prepend((Name: "DatabaseSeconds", Value: 60)).Select(setting =>
            new KeyValuePair<string, string?>($"{AccountsOptions.Section}:{setting.Name}", $"{setting.Value}"))).Build();
        var services = new ServiceCollection().AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(clock ?? TimeProvider.System)
            .AddSingleton(DataDirectory.Open(data))
            .AddSingleton<Outage>()
            .AddScoped<Outage.Unit>()
            .AddScoped<OrganisationScope>()
            .AddScoped(provider =>
            {
                provider.GetRequiredService<Outage.Unit>().Begin();
                var options = new DbContextOptionsBuilder<CollegueDb>();
                database.Use(options);
                return new CollegueDb(options.Options, provider.GetRequiredService<OrganisationScope>());
            });
        GatewayAccountsFeature.AddGatewayAccounts(services);
        var node = new AccountingNode(services.BuildServiceProvider(validateScopes: true), data, folder is null);
        foreach (var hosted in node.services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(Token);
        }

        return node;
    }

    public async Task<QuotaGrant> TakeAsync(GatewayCaller caller, Expense most, Guid router = default) => await Ledger.TakeAsync(caller, router, most, Token);

    /// <summary>Takes and, when it may, settles.</summary>
    public async Task<bool> CallAsync(GatewayCaller caller, Expense most, CallRecord? record = null)
    {
        var grant = await TakeAsync(caller, most);
        grant.Settle(record ?? Done);
        return grant.Refusal is null;
    }

    public Task StopAsync() => Clerk.StopAsync(CancellationToken.None);

    /// <summary>What the system does when a process is killed: its journal is closed as it is, nothing is written or given back.</summary>
    public Task KillAsync() => Clerk.StopAsync(new CancellationToken(canceled: true));

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await services.DisposeAsync();
        if (ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}

/// <summary>Makes the database fail.</summary>
internal sealed class Outage
{
    /// <summary>Nothing can be asked of it.</summary>
    public bool IsDown { get; set; }

    /// <summary>It does what it is asked, but the answer is lost, the next time.</summary>
    public bool LosesAnswer { get; set; }

    internal sealed class Unit(Outage outage) : IDisposable
    {
        public void Begin()
        {
            if (outage.IsDown)
            {
                throw new TimeoutException("The database is down.");
            }
        }

        public void Dispose()
        {
            if (outage.LosesAnswer)
            {
                outage.LosesAnswer = false;
                throw new TimeoutException("The answer of the database is lost.");
            }
        }
    }
}
