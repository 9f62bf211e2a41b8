using Collegue.Bench.Readability;
using Xunit;

namespace Collegue.Tests.Bench.Readability;

public sealed class ReadabilityBenchTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 10, 20, 30, 40 }, 1)]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 4, 3, 2, 1 }, -1)]
    [InlineData(new double[] { 1, 1, 2, 2 }, new double[] { 1, 2, 3, 4 }, 0.8944271909999159)]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 5, 5, 5 }, 0)]
    public void Equal_values_share_their_rank(double[] one, double[] other, double expected) => Assert.Equal(expected, RankCorrelation.Of(one, other), 12);

    [Fact]
    public void Sentences_are_read_with_their_levels_and_measured_in_one_run()
    {
        File.WriteAllText(_file, "level\tdomain\tsentence\n1\tx\tIl pleut.\n2\tx\tVous venez demain à la mairie.\n5.5\tx\tLa réalisation de cette opération nécessite une autorisation administrative préalable.\n");

        var report = ReadabilityBench.Run(RatedSentence.Read(_file));

        Assert.Equal((3, 1.0, 1.0), (report.Sentences, report.WordsTimesLength, report.Ours));
        Assert.InRange(report.DifferenceLow, -2, report.DifferenceHigh);
    }

    [Theory]
    [InlineData("level\tsentence\nnot a level\tIl pleut.\n", "line 2")]
    [InlineData("1\tIl pleut.\n1\tIl neige.\n", "two levels")]
    public void A_file_that_cannot_be_compared_is_refused_with_its_reason(string content, string reason)
    {
        File.WriteAllText(_file, content);

        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => RatedSentence.Read(_file)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_file);
}
