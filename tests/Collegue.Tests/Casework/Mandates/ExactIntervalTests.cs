using Collegue.Casework.Mandates;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Casework.Mandates;

public sealed class ExactIntervalTests
{
    private static readonly Gen<(int Kept, int Reviewed)> Counts = Gen.Int[1, 400].SelectMany(reviewed => Gen.Int[0, reviewed].Select(kept => (kept, reviewed)));

    /// <summary>Values that have a closed form: all kept, none kept, one kept.</summary>
    [Fact]
    public void It_agrees_with_what_can_be_computed_by_hand()
    {
        Assert.Equal(Math.Pow(0.025, 1 / 20.0), ExactInterval.Of(20, 20).Lower, 9);
        Assert.Equal(1 - Math.Pow(0.025, 1 / 20.0), ExactInterval.Of(0, 20).Upper, 9);
        Assert.Equal(1 - Math.Pow(0.975, 1 / 20.0), ExactInterval.Of(1, 20).Lower, 9);
        Assert.Equal((0.0, 1.0), (ExactInterval.Of(0, 0).Lower, ExactInterval.Of(0, 0).Upper));
        Assert.Equal((0.0, 1.0), (ExactInterval.Of(0, 20).Lower, ExactInterval.Of(20, 20).Upper));
    }

    /// <summary>5 of 10 is in every table: 0.1871 to 0.8129.</summary>
    [Fact]
    public void It_agrees_with_the_tables()
    {
        var interval = ExactInterval.Of(5, 10);

        Assert.Equal(0.1871, interval.Lower, 4);
        Assert.Equal(0.8129, interval.Upper, 4);
    }

    [Fact]
    public void It_holds_the_rate_seen_and_mirrors() => Counts.Sample(counts =>
    {
        var interval = ExactInterval.Of(counts.Kept, counts.Reviewed);
        var mirrored = ExactInterval.Of(counts.Reviewed - counts.Kept, counts.Reviewed);

        Assert.InRange(interval.Rate, interval.Lower, interval.Upper);
        Assert.Equal(1 - interval.Upper, mirrored.Lower, 9);
    });

    [Fact]
    public void One_more_kept_raises_both_ends_and_one_more_changed_lowers_them() => Counts.Sample(counts =>
    {
        var interval = ExactInterval.Of(counts.Kept, counts.Reviewed);
        var better = ExactInterval.Of(counts.Kept + 1, counts.Reviewed + 1);
        var worse = ExactInterval.Of(counts.Kept, counts.Reviewed + 1);

        Assert.True(better.Lower >= interval.Lower && better.Upper >= interval.Upper - 1e-12);
        Assert.True(worse.Lower <= interval.Lower && worse.Upper <= interval.Upper + 1e-12);
    });

    /// <summary>The promise itself, summed over every possible outcome rather than drawn.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(100)]
    [InlineData(200)]
    public void Whatever_the_true_rate_the_interval_holds_it_95_times_in_100(int reviewed)
    {
        var intervals = Enumerable.Range(0, reviewed + 1).Select(kept => ExactInterval.Of(kept, reviewed)).ToList();

        Gen.Double[0.01, 0.99].Sample(rate =>
        {
            var chances = Binomial(reviewed, rate);
            var held = intervals.Where(interval => interval.Lower <= rate && rate <= interval.Upper).Sum(interval => chances[interval.Kept]);
            var tooHigh = intervals.Where(interval => interval.Lower > rate).Sum(interval => chances[interval.Kept]);

            Assert.True(held >= ExactInterval.Confidence - 1e-9, $"{rate}: {held}");
            Assert.True(tooHigh <= 0.025 + 1e-9, $"{rate}: the lower end promised too much {tooHigh}");
        });
    }

    /// <summary>The same by drawing, with a fixed seed.</summary>
    [Fact]
    public void A_thousand_drawn_town_halls_are_held_95_times_in_100()
    {
        var random = new Random(20261129);
        var held = Enumerable.Range(0, 1000).Count(_ =>
        {
            var rate = 0.8 + (random.NextDouble() * 0.2);
            var interval = ExactInterval.Of(Enumerable.Range(0, 80).Count(_ => random.NextDouble() < rate), 80);
            return interval.Lower <= rate && rate <= interval.Upper;
        });

        Assert.InRange(held, 950, 1000);
    }

    private static double[] Binomial(int trials, double rate)
    {
        // By logarithms: near 1, the chance that none is kept is too small for a number.
        var logs = new double[trials + 1];
        logs[0] = trials * Math.Log(1 - rate);
        for (var count = 1; count <= trials; count++)
        {
            logs[count] = logs[count - 1] + Math.Log((trials - count + 1.0) / count * rate / (1 - rate));
        }

        return [.. logs.Select(Math.Exp)];
    }
}
