using System.Net;
using Xunit;

namespace Collegue.Web.Tests.Api;

public sealed class LimitedServer : ProgramServer
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [.. base.Settings, new("Api:PerMinuteWithoutKey", "4")];
}

public sealed class Limits(LimitedServer server) : IClassFixture<LimitedServer>
{
    [Fact]
    public async Task An_address_that_asks_too_often_waits_but_a_known_key_does_not_wait_with_it()
    {
        using var program = await server.ProgramAsync("read");
        using var nobody = server.ProgramWith(null);
        var known = await program.ReadAsync("/api/collections");

        var statuses = new List<HttpStatusCode>();
        for (var asked = 0; asked < 3; asked++)
        {
            statuses.Add((await nobody.ReadAsync("/api/collections")).Status);
        }

        var api = await nobody.ReadAsync("/api/collections");
        var gateway = await nobody.ReadAsync("/v1/collections");
        var still = await program.ReadAsync("/api/collections");

        Assert.Equal(HttpStatusCode.OK, known.Status);
        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (api.Status, api.MediaType));
        Assert.InRange(api.Response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal((HttpStatusCode.TooManyRequests, "rate_limit_exceeded"), (gateway.Status, gateway.Code));
        Assert.Equal(HttpStatusCode.OK, still.Status);
    }
}
