using System.Net;
using Collegue.Access.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Api;

public sealed class Keys(ProgramServer server) : IClassFixture<ProgramServer>
{
    [Theory]
    [InlineData("/api/collections", "application/problem+json")]
    [InlineData("/v1/collections", "application/json")]
    public async Task A_key_that_opens_nothing_is_refused_in_the_dialect_of_the_address(string path, string mediaType)
    {
        var key = (await server.KeyAsync("read")).Secret;
        var wrong = key[..^1] + (key[^1] == 'A' ? 'B' : 'A');
        foreach (var given in (string[])[wrong, "clg_", "sk-whatever", key[..20]])
        {
            using var program = server.ProgramWith(given);
            var answer = await program.ReadAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
            Assert.Equal(mediaType, answer.MediaType);
            Assert.Equal("Bearer", answer.Response.Headers.WwwAuthenticate.ToString());
        }
    }

    [Fact]
    public async Task Under_v1_nothing_is_read_without_a_key()
    {
        using var nobody = server.ProgramWith(null);

        var answer = await nobody.ReadAsync("/v1/collections");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal("missing_api_key", answer.Code);
    }

    [Fact]
    public async Task A_key_works_until_it_expires()
    {
        var key = await server.KeyAsync("read", days: 2);
        using var program = server.ProgramWith(key.Secret);

        var before = await program.ReadAsync("/v1/collections");
        server.Clock.Advance(TimeSpan.FromDays(2));
        var after = await program.ReadAsync("/v1/collections");

        Assert.Equal(HttpStatusCode.OK, before.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, after.Status);
        Assert.Equal("invalid_api_key", after.Code);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_within_five_seconds_and_the_trail_says_it()
    {
        var key = await server.KeyAsync("read");
        using var program = server.ProgramWith(key.Secret);
        var before = await program.ReadAsync("/v1/collections");
        await server.DoAsync(ProgramServer.Town, services => services.GetRequiredService<ProgramKeys>().RevokeAsync(key.Row.Id, null, TestContext.Current.CancellationToken));

        server.Clock.Advance(KeyRing.Freshness);
        var after = await program.ReadAsync("/v1/collections");

        Assert.Equal(HttpStatusCode.OK, before.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, after.Status);
        Assert.Equal(
            ["key.created", "key.revoked"],
            await server.ReadAsync(ProgramServer.Town, db => db.AuditEntries.Where(row => row.SubjectId == key.Row.Id).OrderBy(row => row.Sequence).Select(row => row.Action).ToListAsync()));
    }

    [Fact]
    public async Task The_last_use_is_written_at_most_once_a_minute_and_the_key_is_never_kept()
    {
        var key = await server.KeyAsync("read");
        using var program = server.ProgramWith(key.Secret);
        async Task<DateTimeOffset?> UseAsync(TimeSpan later)
        {
            server.Clock.Advance(later);
            await program.ReadAsync("/v1/collections");
            return await server.ReadAsync(ProgramServer.Town, db => db.ApiKeys.Where(row => row.Id == key.Row.Id).Select(row => row.LastUsedAt).SingleAsync());
        }

        var first = await UseAsync(TimeSpan.Zero);
        var second = await UseAsync(TimeSpan.FromSeconds(50));
        var third = await UseAsync(TimeSpan.FromSeconds(10));

        Assert.NotNull(first);
        Assert.Equal(first, second);
        Assert.Equal(first + TimeSpan.FromMinutes(1), third);
        var kept = await server.ReadAsync(ProgramServer.Town, db => db.ApiKeys.AsNoTracking().SingleAsync(row => row.Id == key.Row.Id));
        Assert.StartsWith(kept.Prefix + "_", key.Secret, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Secret[(kept.Prefix.Length + 1)..], kept.Prefix + kept.Hash, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_does_what_its_scopes_say_and_nothing_else()
    {
        using var reader = await server.ProgramAsync("read");
        using var writer = await server.ProgramAsync("write");

        var written = await reader.PostAsync("/v1/collections", new { name = "Non" });
        var read = await writer.ReadAsync("/v1/collections");
        var searched = await writer.ReadAsync("/api/search?q=salle");
        var hidden = await writer.PostAsync("/v1/collections", new { name = "Non", visibility = "private" });
        var created = await writer.PostAsync("/v1/collections", new { name = "Oui", visibility = "public" });

        Assert.Equal((HttpStatusCode.Forbidden, "insufficient_permission"), (written.Status, written.Code));
        Assert.Equal((HttpStatusCode.Forbidden, "insufficient_permission"), (read.Status, read.Code));
        Assert.Equal((HttpStatusCode.Forbidden, "application/problem+json"), (searched.Status, searched.MediaType));
        Assert.Equal((HttpStatusCode.Forbidden, "insufficient_permission"), (hidden.Status, hidden.Code));
        Assert.Equal(HttpStatusCode.Created, created.Status);
    }
}
