namespace Collegue.Casework.Mandates;

/// <summary>
/// The interval of Clopper and Pearson (Biometrika 26, 1934) for a rate seen <paramref name="Kept"/> times in
/// <paramref name="Reviewed"/>: whatever the true rate, the interval holds it at least 95 times in 100.
/// </summary>
/// <remarks>
/// The lower end is the rate p for which P(X ≥ kept) = 2.5 % when X is binomial (reviewed, p), the upper end the one for which
/// P(X ≤ kept) = 2.5 %. Both are found by halving, on the binomial sum itself.
/// </remarks>
public sealed record ExactInterval(int Kept, int Reviewed, double Lower, double Upper)
{
    public const double Confidence = 0.95;

    private const double Tail = (1 - Confidence) / 2;
    private const int Halvings = 60;

    /// <summary>The rate seen; NaN without any review.</summary>
    public double Rate => (double)Kept / Reviewed;

    /// <summary>From 0 to 1 when nothing was reviewed: nothing is known.</summary>
    public static ExactInterval Of(int kept, int reviewed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(kept);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kept, reviewed);
        return new ExactInterval(kept, reviewed, LowerEnd(kept, reviewed), 1 - LowerEnd(reviewed - kept, reviewed));
    }

    private static double LowerEnd(int kept, int reviewed)
    {
        if (kept == 0)
        {
            return 0;
        }

        var (low, high) = (0.0, 1.0);
        for (var halving = 0; halving < Halvings; halving++)
        {
            var middle = (low + high) / 2;
            (low, high) = AtLeast(kept, reviewed, middle) < Tail ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>P(X ≥ least) for X binomial, each term made from the one before so that none overflows.</summary>
    private static double AtLeast(int least, int trials, double rate)
    {
        var (yes, no) = (Math.Log(rate), Math.Log(1 - rate));
        var choose = 0.0;
        var sum = 0.0;
        for (var count = trials; count >= least; count--)
        {
            sum += Math.Exp(choose + (count * yes) + ((trials - count) * no));
            choose += count == 0 ? 0 : Math.Log(count) - Math.Log(trials - count + 1);
        }

        return Math.Min(1, sum);
    }
}
