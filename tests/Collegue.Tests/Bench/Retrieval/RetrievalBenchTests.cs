using System.Text.Json;
using Collegue.Bench.Retrieval;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Collegue.Tests.Bench.Retrieval;

public sealed class RetrievalBenchTests
{
    [Fact]
    public async Task Figures_are_means_over_the_queries_and_print_under_their_contract_names()
    {
        var clock = new FakeTimeProvider();
        var queries = new RetrievalQuery[] { new("1", "found", ["a"]), new("2", "second", ["a", "b"]), new("3", "lost", ["z"]) };

        var figures = await new RetrievalBench(clock).RunAsync(queries, (query, top, _) =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(query == "lost" ? 30 : 10));
            Assert.Equal(10, top);
            return Task.FromResult<IReadOnlyList<string>>(query == "second" ? ["x", "a"] : ["a", "x"]);
        }, null, TestContext.Current.CancellationToken);

        // nDCG of the second: (1/log2(3)) / (1 + 1/log2(3)) = 0.38685; mean of 1, 0.38685 and 0.
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(figures));
        var values = json.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => Math.Round(field.Value.GetDouble(), 5));
        Assert.Equal(["queries", "hit@1", "hit@5", "hit@10", "mrr@10", "ndcg@10", "recall@10", "p50_ms", "p99_ms"], values.Keys);
        Assert.Equal([3, 0.33333, 0.66667, 0.66667, 0.5, 0.46228, 0.5, 10, 30], values.Values);
    }

    [Fact]
    public async Task A_suite_is_read_line_by_line()
    {
        var suite = await ReadAsync("""{"id":"1","query":"acte","relevant":["particuliers/F1427","particuliers/F1427"]}""" + "\n\n");

        var query = Assert.Single(Assert.IsType<RetrievalSuite.Read>(suite).Queries);
        Assert.Equal(("1", "acte"), (query.Id, query.Query));
        Assert.Equal(["particuliers/F1427"], query.Relevant);
    }

    [Theory]
    [InlineData("{oops", "Line 2: it is not JSON.")]
    [InlineData("[1]", "Line 2: an object is expected.")]
    [InlineData("""{"id":"2","relevant":["a"]}""", "Line 2: \"id\" and \"query\" must be texts.")]
    [InlineData("""{"id":"2","query":"q","relevant":[]}""", "Line 2: \"relevant\" must be a list of at least one document id.")]
    [InlineData("""{"id":"2","query":"q","relevant":[3]}""", "Line 2: \"relevant\" must be a list of at least one document id.")]
    [InlineData("""{"id":"1","query":"q","relevant":["a"]}""", "Line 2: the id \"1\" was already used.")]
    public async Task A_bad_line_is_named(string line, string reason)
    {
        var suite = await ReadAsync("""{"id":"1","query":"q","relevant":["a"]}""" + "\n" + line);

        Assert.Equal(new RetrievalSuite.Refused(2, reason), suite);
    }

    [Fact]
    public async Task An_empty_file_is_refused() => Assert.IsType<RetrievalSuite.Refused>(await ReadAsync("\n"));

    private static Task<RetrievalSuite> ReadAsync(string text) =>
        RetrievalSuite.ReadAsync(new StringReader(text), TestContext.Current.CancellationToken);
}
