using System.Net;
using Collegue.Storage;
using Collegue.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Citizens;

/// <summary>A server whose database can be made full.</summary>
public sealed class FullDiskServer : ProductServer
{
    internal PageCeiling Ceiling { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [.. base.Settings, new("Storage:WriteWaitSeconds", "1")];

    protected override void Adapt(WebApplicationBuilder builder)
    {
        builder.Services.ConfigureDbContext<CollegueDb>(options => options.AddInterceptors(Ceiling));

        // With so short a wait, nothing else may hold the database for long.
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(FirstImport)));
    }
}

/// <summary>Gives SQLite no more pages than it has: its own way to meet a full disk.</summary>
internal sealed class PageCeiling : DbConnectionInterceptor
{
    public bool Full { get; set; }

    public override async Task ConnectionOpenedAsync(
        System.Data.Common.DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA max_page_count = {(Full ? 1 : 1_000_000)}";
        await command.ExecuteScalarAsync(cancellationToken);
    }
}

public sealed class TroubleTests(FullDiskServer server) : IClassFixture<FullDiskServer>
{
    [Fact]
    public async Task A_locked_database_gives_a_clear_page_and_keeps_what_was_typed()
    {
        using var citizen = server.Visit();
        var form = await citizen.OpenAsync("/citizen/write");
        var typed = new Dictionary<string, string> { ["Body"] = "Texte tapé pendant que la base est verrouillée.", ["Email"] = "a@b.example", ["Name"] = "Anaïs" };
        await using var other = new SqliteConnection($"Data Source={server.DatabaseFile}");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(other, "BEGIN EXCLUSIVE");

        var refused = await citizen.SendAsync(form, "Body", typed);
        await ExecuteAsync(other, "ROLLBACK");
        var received = await citizen.SendAsync(refused, "Body");

        AssertKept(refused, form, typed);
        Assert.Equal("Votre message est bien arrivé", received.Heading);
        Assert.Equal(1, await server.ReadAsync("sainte-amarelle", db => db.Messages.CountAsync(row => row.Body == typed["Body"])));
    }

    [Fact]
    public async Task A_full_disk_gives_a_clear_page_and_keeps_what_was_typed()
    {
        using var citizen = server.Visit();
        var form = await citizen.OpenAsync("/citizen/write");
        var typed = new Dictionary<string, string> { ["Body"] = string.Concat(Enumerable.Repeat("Un texte long. ", 600)).Trim(), ["Email"] = "a@b.example", ["Name"] = "Anaïs" };

        server.Ceiling.Full = true;
        var refused = await citizen.SendAsync(form, "Body", typed);
        server.Ceiling.Full = false;
        var received = await citizen.SendAsync(refused, "Body");

        AssertKept(refused, form, typed);
        Assert.Equal("Votre message est bien arrivé", received.Heading);
    }

    private static void AssertKept(Screen refused, Screen form, Dictionary<string, string> typed)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Contains("Rien n’est perdu", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.Contains("05 36 49 10 00", refused.Problems[0], StringComparison.Ordinal);
        Assert.All(typed, pair => Assert.Equal(pair.Value, refused.ValueOf(pair.Key)));
        Assert.Equal(form.ValueOf("SubmissionId"), refused.ValueOf("SubmissionId"));
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}

/// <summary>A server that lets one address send two forms a minute.</summary>
public sealed class StrictServer : ProductServer
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Forms:PerMinute", "2")];
}

public sealed class ThrottleTests(StrictServer server) : IClassFixture<StrictServer>
{
    [Fact]
    public async Task Beyond_the_limit_the_form_comes_back_with_its_text()
    {
        using var citizen = server.Visit();
        await citizen.WriteAsync("Un.");
        await citizen.WriteAsync("Deux.");

        var refused = await citizen.WriteAsync("Trois.");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("Trois.", refused.ValueOf("Body"));
        Assert.Contains("attendez une minute", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.Equal("60", refused.Response.Headers.GetValues("Retry-After").Single());
    }
}
