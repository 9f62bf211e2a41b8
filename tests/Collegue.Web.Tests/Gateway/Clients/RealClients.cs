using Collegue.Web.Tests.Gateway.Calls;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Clients;

/// <summary>Clients of the npm world that nobody here wrote, through the gateway, and directly to see that the checks themselves are right.</summary>
public sealed class RealClients(ClientsServer server) : IClassFixture<ClientsServer>
{
    private static readonly string[] Checks =
    [
        "chat", "several choices", "logprobs", "image", "stream", "stream with usage", "stream helper", "tools", "tools run by the helper", "tools in a stream",
        "structured output", "structured output in a stream", "embeddings as numbers", "embeddings as base64",
        "error 401", "error 404", "error 400", "error 429", "error 429 of a stream", "error in a stream", "abort",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_openai_client_does_all_it_can_do(bool direct)
    {
        var checks = await NodeScript.RunAsync("openai.js", direct ? server.Direct : server.Gateway);
        await server.Behind.QuietAsync(Cancellation);

        Assert.DoesNotContain(checks, check => !check.Ok);
        Assert.Equal(Checks, checks.Select(check => check.Check));
        Assert.Equal(0, server.Behind.OpenRequests);
    }

    [Fact]
    public async Task Promptfoo_evaluates_three_prompts()
    {
        var before = server.Behind.Requests.Count;

        var check = Assert.Single(await NodeScript.RunAsync(Path.Combine("promptfoo", "run.cjs"), server.Gateway));

        Assert.True(check.Ok, check.Detail);
        Assert.Equal(3, server.Behind.Requests.Count - before);
    }
}
