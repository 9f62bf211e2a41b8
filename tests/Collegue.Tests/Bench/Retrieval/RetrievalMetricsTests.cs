using Collegue.Bench.Retrieval;
using Xunit;

namespace Collegue.Tests.Bench.Retrieval;

/// <summary>Each figure against a value computed by hand.</summary>
public sealed class RetrievalMetricsTests
{
    private static readonly string[] Ranked = ["a", "b", "c", "d"];

    [Theory]
    [InlineData("c", 1, 0)]
    [InlineData("c", 3, 1)]
    [InlineData("z", 10, 0)]
    public void Hit(string relevant, int depth, double expected) => Assert.Equal(expected, RetrievalMetrics.Hit(Ranked, [relevant], depth));

    [Theory]
    [InlineData("a", 1.0)]
    [InlineData("d", 0.25)]
    [InlineData("z", 0.0)]
    public void Reciprocal_rank(string relevant, double expected) =>
        Assert.Equal(expected, RetrievalMetrics.ReciprocalRank(Ranked, [relevant], 10));

    [Fact]
    public void Recall_counts_a_document_once() => Assert.Equal(0.5, RetrievalMetrics.Recall(["a", "a", "b"], ["a", "z"], 10));

    [Fact]
    public void Gain_of_ranks_two_and_four_of_three_relevant()
    {
        // (1/log2(3) + 1/log2(5)) / (1 + 1/log2(3) + 1/2) = (0.63093 + 0.43068) / 2.13093
        Assert.Equal(0.49819, RetrievalMetrics.NormalisedGain(Ranked, ["b", "d", "z"], 10), 5);
    }

    [Fact]
    public void Gain_is_one_when_the_list_cannot_be_better()
    {
        var many = Enumerable.Range(0, 15).Select(at => $"r{at}").ToArray();

        Assert.Equal(1, RetrievalMetrics.NormalisedGain([.. many.Take(10)], many, 10), 12);
        Assert.Equal(1, RetrievalMetrics.NormalisedGain(["a"], ["a"], 10), 12);
    }

    [Fact]
    public void A_document_given_twice_gains_once() => Assert.Equal(1, RetrievalMetrics.NormalisedGain(["a", "a"], ["a"], 10), 12);

    [Theory]
    [InlineData(0.50, 2)]
    [InlineData(0.99, 4)]
    public void Percentile_is_the_nearest_rank(double share, double expected) =>
        Assert.Equal(expected, RetrievalBench.Percentile([1, 2, 3, 4], share));
}
