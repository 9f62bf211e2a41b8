using System.Diagnostics;
using System.Text.Json.Nodes;
using Collegue.Access;
using Collegue.Access.Keys;
using Collegue.Web.Tests.Admin;
using Collegue.Web.Tests.Gateway.Calls;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Desk;

/// <summary>Programs copied from the playground ask what was asked there.</summary>
public sealed class PlaygroundSnippets(ProductServer server) : IClassFixture<ProductServer>
{
    private const string Question = "Dis \"oui\" et 'non' : C:\\temp\\n, `${x}`, {y}\n</script> 🙂 à l\u2028ligne";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_one_in_JavaScript_asks_the_very_same(bool streamed)
    {
        var name = $"essai-javascript-{(streamed ? "morceaux" : "entier")}";
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = http => streamed
            ? Upstream.EventsAsync(http,
                """{"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":"Bon"}}]}""",
                """{"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"jour."},"finish_reason":"stop"}]}""",
                """{"id":"c1","object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2}}""", "[DONE]")
            : Upstream.SaysAsync(http);
        using var agent = await server.WithModelAsync("scolaire", name, upstream);
        var answered = await agent.AskAsync(
            name, Question, """{"top_p": 0.5, "stop": ["\n", "`${y}`"], "logprobs": false, "logit_bias": {"50256": -1e2}, "response_format": {"type": "text"}, "seed": null}""", streamed);

        var said = await RunAsync(answered.Page.QuerySelector("#snippet-javascript")!.TextContent);

        Assert.Equal("Bonjour.", said.Trim());
        Assert.Equal(2, upstream.Requests.Count);
        var (first, second) = (JsonNode.Parse(upstream.Requests[0].Body)!, JsonNode.Parse(upstream.Requests[1].Body)!);
        Assert.Equal(Question.Replace('\u2028', '\n'), second["messages"]![0]!["content"]!.GetValue<string>());
        Assert.Equal(streamed, second["stream"] is not null);
        Assert.True(JsonNode.DeepEquals(first, second), second.ToJsonString());
    }

    [Fact]
    public async Task Those_for_an_answer_in_pieces_read_it_in_pieces()
    {
        await using var upstream = await Upstream.StartAsync();
        using var agent = await server.WithModelAsync("scolaire", "essai-programmes", upstream);

        var whole = await agent.AskAsync("essai-programmes", Question);
        var pieces = await agent.AskAsync("essai-programmes", Question, streamed: true);

        foreach (var (id, piece) in new[] { ("csharp", "await foreach (StreamingChatCompletionUpdate update in client.CompleteChatStreamingAsync("), ("python", "\n    stream=True,\n"), ("javascript", "for await (const chunk of answer) {") })
        {
            Assert.Contains(piece, pieces.Page.QuerySelector($"#snippet-{id}")!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain(piece, whole.Page.QuerySelector($"#snippet-{id}")!.TextContent, StringComparison.Ordinal);
        }

        // Python takes two halves of a letter for two letters.
        Assert.Contains("</script> 🙂", whole.Page.QuerySelector("#snippet-python")!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>What node prints, where the client of OpenAI is installed.</summary>
    private async Task<string> RunAsync(string program)
    {
        var folder = Path.Combine(Repository.Root, "tests", "Clients");
        Assert.True(Directory.Exists(Path.Combine(folder, "node_modules")), $"The packages of {folder} are not installed: ./test does it with npm ci.");
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo("node", ["--input-type=module"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            WorkingDirectory = folder,
            Environment = { ["COLLEGUE_KEY"] = await KeyAsync() },
        };
        process.Start();
        try
        {
            var errors = process.StandardError.ReadToEndAsync(Token);
            await process.StandardInput.WriteAsync(program.AsMemory(), Token);
            process.StandardInput.Close();
            var said = await process.StandardOutput.ReadToEndAsync(Token);
            await process.WaitForExitAsync(Token);
            Assert.True(process.ExitCode == 0, await errors);
            return said;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private async Task<string> KeyAsync()
    {
        var secret = "";
        await server.DoAsync(SourceSteps.Commune, async services => secret =
            (await services.GetRequiredService<ProgramKeys>().CreateAsync("essai", ScopeNames.Parse(["models"]), null, null, Token)).Secret);
        return secret;
    }
}
