using System.Net;
using System.Text.Json;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>No call is made that cannot be accounted for.</summary>
public sealed class Unaccounted(UnaccountedServer server) : IClassFixture<UnaccountedServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData(",\"stream\":true")]
    public async Task A_call_is_refused_before_anything_is_sent(string more)
    {
        await using var upstream = await Upstream.StartAsync();
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        using var program = await server.ProgramAsync();

        using var response = await program.SendJsonAsync(Asking.Chat(model, more));

        await AssertClosedAsync(response);
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task Neither_is_anything_computed_here()
    {
        using var program = await server.ProgramAsync();

        using var response = await program.SendJsonAsync("{\"model\":\"collegue-embed\",\"input\":\"la mairie\"}", "/v1/embeddings");

        await AssertClosedAsync(response);
    }

    private static async Task AssertClosedAsync(HttpResponseMessage response)
    {
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement;
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "accounting_unavailable"), (response.StatusCode, body.Code()));
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter?.Delta);
    }
}

/// <summary>A gateway that cannot make its journal: a file is where the folder must be.</summary>
public sealed class UnaccountedServer : GatewayServer
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await File.WriteAllTextAsync(Path.Combine(DataPath, "gateway-journal"), "", TestContext.Current.CancellationToken);
    }
}
