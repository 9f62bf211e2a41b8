using Collegue.Storage;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests;

/// <summary>The whole product in demo mode on a real socket and a new data directory; stopped and erased with the test class.</summary>
public class ProductServer : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("collegue-web-").FullName;
    private WebApplication? app;
    private OwnDatabase? database;

    public Uri Address { get; private set; } = null!;

    public string DatabaseFile => Path.Combine(directory, "collegue.db");

    internal string DataPath => directory;

    /// <summary>Where its database is, for another node on the same one; null on SQLite.</summary>
    internal KeyValuePair<string, string?>? Database => database?.Setting;

    internal IServiceProvider Services => app!.Services;

    /// <summary>Configuration of the fixture.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings => [new("Forms:PerMinute", "100000")];

    protected virtual bool Demo => true;

    /// <summary>On a database of its own in the PostgreSQL that <c>./test</c> started, instead of SQLite.</summary>
    protected virtual bool OnPostgres => false;

    /// <summary>Services of the fixture, such as a clock.</summary>
    protected virtual void Adapt(WebApplicationBuilder builder)
    {
    }

    public virtual async ValueTask InitializeAsync()
    {
        if (OnPostgres)
        {
            database = new OwnDatabase();
            await database.CreateAsync();
        }

        app = await Serving.BuildAsync(new ServeSettings(directory, "http://127.0.0.1:0", Demo), TestContext.Current.CancellationToken, builder =>
        {
            // Sends at once, so that a test sees what it sent; those about thinking again set their own seconds.
            builder.Configuration.AddInMemoryCollection([new("Casework:UndoSeconds", "0")]);
            builder.Configuration.AddInMemoryCollection(database is null ? Settings : [.. Settings, database.Setting]);
            Adapt(builder);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (app is not null)
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DropAsync();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>Reads the database as one organisation sees it.</summary>
    internal async Task<T> ReadAsync<T>(string organisation, Func<CollegueDb, Task<T>> read)
    {
        var found = await Services.GetRequiredService<OrganisationDirectory>().FindAsync(organisation, TestContext.Current.CancellationToken);
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().Enter(found!.Id, found.Ancestors);
        return await read(scope.ServiceProvider.GetRequiredService<CollegueDb>());
    }

    /// <summary>Does something as one organisation with the product's own services.</summary>
    internal async Task DoAsync(string organisation, Func<IServiceProvider, Task> act)
    {
        var found = await Services.GetRequiredService<OrganisationDirectory>().FindAsync(organisation, TestContext.Current.CancellationToken);
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().Enter(found!.Id, found.Ancestors);
        await act(scope.ServiceProvider);
    }
}
