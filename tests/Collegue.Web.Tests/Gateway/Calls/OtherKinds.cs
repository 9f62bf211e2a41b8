using System.Net;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Calls;

/// <summary>Calls that are no chat pass in the same way, and what they took is counted.</summary>
public sealed class OtherKinds(GatewayServer server) : IClassFixture<GatewayServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(
        "/v1/ocr", ModelKind.Ocr, GatewayCallKind.Ocr,
        "{ \"document\":{\"type\":\"document_url\",\"document_url\":\"data:application/pdf;base64,JVBERg==\"}, \"model\" : \"%\", \"pages\":[0,1]}",
        "{\"pages\":[{\"index\":0,\"markdown\":\"# D\\u00e9lib\\u00e9ration\",\"images\":[]}],\"model\":\"served\",\"usage\":{\"prompt_tokens\":70,\"completion_tokens\":9,\"total_tokens\":79}}",
        70, 9)]
    [InlineData(
        "/v1/rerank", ModelKind.Rerank, GatewayCallKind.Rerank,
        "{\"model\":\"%\",\"query\":\"horaires de l'état civil\",\"documents\":[\"piscine\",\"mairie\"], \"top_n\":1}",
        "{\"id\":\"r1\",\"results\":[{\"index\":1,\"relevance_score\":0.97}],\"usage\":{\"total_tokens\":21}}",
        21, 0)]
    [InlineData(
        "/v1/completions", ModelKind.TextGeneration, GatewayCallKind.Completion,
        "{\"prompt\":[\"Il était\",\"une fois\"],\"model\":\"%\",\"max_tokens\":5,\"echo\":true,\"suffix\":null}",
        "{\"id\":\"cmpl-1\",\"object\":\"text_completion\",\"created\":1,\"model\":\"served\",\"choices\":[{\"index\":0,\"text\":\" une mairie\",\"logprobs\":null,\"finish_reason\":\"length\"}],\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":5,\"total_tokens\":9}}",
        4, 5)]
    public async Task A_call_passes_as_it_came_and_its_answer_too(string path, ModelKind kind, GatewayCallKind call, string request, string answer, int input, int output)
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = http => Upstream.JsonAsync(http, 200, answer);
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address, model: served => served.Kind = kind)], router => router.Kind = kind);
        using var program = await server.ProgramAsync();

        using var response = await program.SendJsonAsync(request.Replace("%", model, StringComparison.Ordinal), path);
        var answered = await response.Content.ReadAsStringAsync(Cancellation);
        var use = await server.UseAsync(model);

        Assert.Equal((HttpStatusCode.OK, answer), (response.StatusCode, answered));
        var sent = Assert.Single(upstream.Requests);
        Assert.Equal((path, request.Replace("%", "served", StringComparison.Ordinal)), (sent.Path, sent.Body));
        Assert.Equal((call, 1L, 0L, (long)input, (long)output), (use.Kind, use.Calls, use.Failures, use.InputTokens, use.OutputTokens));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(",\"stream_options\":{\"include_usage\":true}", true)]
    public async Task A_streamed_completion_passes_as_it_came_and_shows_its_usage_to_those_who_asked(string options, bool asked)
    {
        const string Words =
            "data: {\"id\":\"cmpl-1\",\"object\":\"text_completion\",\"choices\":[{\"index\":0,\"text\":\"une \",\"finish_reason\":null}]}\n\n"
            + "data: {\"id\":\"cmpl-1\",\"object\":\"text_completion\",\"choices\":[{\"index\":0,\"text\":\"\\u00e9cole\",\"finish_reason\":\"stop\"}]}\n\n";
        const string Usage = "data: {\"id\":\"cmpl-1\",\"object\":\"text_completion\",\"choices\":[],\"usage\":{\"prompt_tokens\":6,\"completion_tokens\":2,\"total_tokens\":8}}\n\n";
        const string Done = "data: [DONE]\n\n";
        await using var upstream = await Upstream.StartAsync();
        upstream.Does = http => Upstream.BytesAsync(http, System.Text.Encoding.UTF8.GetBytes(Words + Usage + Done));
        var model = await server.RouterAsync([await server.ModelAsync(upstream.Address)]);
        using var program = await server.ProgramAsync();

        using var response = await program.SendJsonAsync($"{{\"model\":\"{model}\",\"prompt\":\"Il était\",\"stream\":true{options}}}", "/v1/completions");
        var answered = await response.Content.ReadAsStringAsync(Cancellation);
        var use = await server.UseAsync(model);

        Assert.Equal(Words + (asked ? Usage : "") + Done, answered);
        var sent = Assert.Single(upstream.Requests);
        Assert.Equal("/v1/completions", sent.Path);
        Assert.Equal($"{{{(asked ? "" : "\"stream_options\":{\"include_usage\":true},")}\"model\":\"served\",\"prompt\":\"Il était\",\"stream\":true{options}}}", sent.Body);
        Assert.Equal((GatewayCallKind.Completion, 1L, 0L, 6L, 2L), (use.Kind, use.Calls, use.Failures, use.InputTokens, use.OutputTokens));
    }
}
