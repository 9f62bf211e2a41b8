namespace Collegue.Casework.Mandates;

/// <summary>
/// Watches, review after review, whether factual changes become more frequent than tolerated. When they are not, the
/// alarm rings at most <see cref="FalseAlarms"/> of the time, over the whole life of the mandate and however often it is looked at.
/// </summary>
/// <remarks>
/// The value is a bet against "the rate of changes is at most q". Each review multiplies a stake by its likelihood ratio
/// (Wald, 1945): r/q after a change and (1−r)/(1−q) otherwise, for r = 1.5q, 2q and 3q in equal parts; as long as the rate is at most
/// q no stake grows on average. A new stake begins every <see cref="Restart"/> reviews, the k-th with the share 1/(k(k+1)) of
/// the whole, so that a long good time does not hide a bad one; shares not yet staked count as they are. The sum starts at 1, and
/// by Ville's inequality (1939) it ever reaches 1/α with probability at most α.
/// </remarks>
public sealed class DriftTest
{
    public const double FalseAlarms = 0.05;

    /// <summary>From here on the rate is said to have drifted.</summary>
    public const double Alarm = 1 / FalseAlarms;

    internal const int Restart = 25;

    private static readonly double[] Worse = [1.5, 2, 3];

    /// <summary>Smallest rate the bets are made against: a tolerated rate of nothing would make one change decide.</summary>
    private const double LeastTolerated = 0.01;

    private readonly double change;
    private readonly double[] suspected;
    private readonly List<double[]> stakes = [];
    private int reviews;

    /// <param name="tolerated">The rate of factual changes that was accepted when the mandate was granted.</param>
    public DriftTest(double tolerated)
    {
        change = Math.Clamp(tolerated, LeastTolerated, 0.5);
        suspected = [.. Worse.Select(times => Math.Min(change * times, 0.95))];
    }

    public double Value { get; private set; } = 1;

    /// <summary>The highest value met: the alarm stays on once it rang.</summary>
    public double Highest { get; private set; } = 1;

    public bool HasDrifted => Highest >= Alarm;

    public static DriftTest Of(double tolerated, IEnumerable<bool> kept)
    {
        var test = new DriftTest(tolerated);
        foreach (var one in kept)
        {
            test.Add(one);
        }

        return test;
    }

    public void Add(bool kept)
    {
        if (reviews++ % Restart == 0)
        {
            var share = 1.0 / ((stakes.Count + 1.0) * (stakes.Count + 2.0) * suspected.Length);
            stakes.Add([.. suspected.Select(_ => share)]);
        }

        foreach (var stake in stakes)
        {
            for (var index = 0; index < suspected.Length; index++)
            {
                stake[index] *= kept ? (1 - suspected[index]) / (1 - change) : suspected[index] / change;
            }
        }

        // Shares 1/(k(k+1)) from k = n+1 on sum to 1/(n+1): those not staked yet.
        Value = stakes.Sum(stake => stake.Sum()) + (1.0 / (stakes.Count + 1));
        Highest = Math.Max(Highest, Value);
    }
}
