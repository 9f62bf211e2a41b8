using Collegue.Casework.Mandates;
using Xunit;

namespace Collegue.Tests.Casework.Mandates;

/// <summary>Error rates of the sequential test, by simulation with fixed seeds.</summary>
public sealed class DriftTests
{
    private const int Runs = 2000;

    /// <summary>Looked at after each of five hundred reviews: the alarm must still be rare.</summary>
    [Theory]
    [InlineData(0.20)]
    [InlineData(0.10)]
    [InlineData(0.05)]
    public void At_the_tolerated_rate_it_rings_at_most_as_often_as_stated(double tolerated)
    {
        var random = new Random(1);

        var rung = Enumerable.Range(0, Runs).Count(_ => Run(random, tolerated, 500, _ => tolerated) is not null);

        Assert.InRange(rung / (double)Runs, 0, DriftTest.FalseAlarms);
    }

    [Fact]
    public void Below_the_tolerated_rate_it_hardly_ever_rings()
    {
        var random = new Random(2);

        Assert.InRange(Enumerable.Range(0, Runs).Count(_ => Run(random, 0.10, 500, _ => 0.04) is not null), 0, Runs / 100);
    }

    /// <summary>Three times the tolerated rate is found within a hundred reviews nine times in ten.</summary>
    [Fact]
    public void A_rate_three_times_too_high_is_found_soon()
    {
        var random = new Random(3);

        var found = Enumerable.Range(0, Runs).Count(_ => Run(random, 0.10, 100, _ => 0.30) is not null);

        Assert.InRange(found / (double)Runs, 0.9, 1);
    }

    /// <summary>A long good time first must not hide it: found within the next hundred and fifty reviews, nine times in ten.</summary>
    [Fact]
    public void A_long_good_time_does_not_hide_a_bad_one()
    {
        var random = new Random(4);

        var found = Enumerable.Range(0, Runs).Count(_ => Run(random, 0.10, 350, review => review < 200 ? 0.03 : 0.35) is >= 200);

        Assert.InRange(found / (double)Runs, 0.9, 1);
    }

    [Fact]
    public void It_starts_at_one_and_the_alarm_stays_on()
    {
        Assert.Equal(1, new DriftTest(0.1).Value);
        var test = DriftTest.Of(0.1, Enumerable.Repeat(false, 10).Concat(Enumerable.Repeat(true, 300)));

        Assert.True(test.HasDrifted);
        Assert.True(test.Value < DriftTest.Alarm);
    }

    /// <summary>On average no stake grows: at the tolerated rate the expected value after each review is the value before it.</summary>
    [Fact]
    public void At_the_tolerated_rate_the_bet_is_fair()
    {
        var random = new Random(5);
        var before = Enumerable.Range(0, 60).Select(_ => random.NextDouble() >= 0.1).ToList();

        var now = DriftTest.Of(0.1, before).Value;
        var expected = (0.9 * DriftTest.Of(0.1, before.Append(true)).Value) + (0.1 * DriftTest.Of(0.1, before.Append(false)).Value);

        Assert.Equal(now, expected, 9);
    }

    /// <summary>The review at which it rang; null when it did not.</summary>
    private static int? Run(Random random, double tolerated, int reviews, Func<int, double> rate)
    {
        var test = new DriftTest(tolerated);
        for (var review = 0; review < reviews; review++)
        {
            test.Add(random.NextDouble() >= rate(review));
            if (test.HasDrifted)
            {
                return review;
            }
        }

        return null;
    }
}
