namespace Collegue.Bench.Gateway;

/// <summary>Many streams at once, each for the whole time.</summary>
public sealed record SlowPlan(int Streams, TimeSpan Lasting)
{
    /// <summary>Between two tokens.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <summary>Within which they begin one after the other.</summary>
    public static readonly TimeSpan Beginning = TimeSpan.FromSeconds(10);

    public int Tokens => (int)(Lasting / Pace);

    /// <summary>After which memory must not grow any more.</summary>
    public TimeSpan Warm => Beginning + (Lasting / 5);
}

/// <param name="LostStreams">Not answered with 200, or ended without their last event.</param>
/// <param name="LostEvents">Of all that the model server sent.</param>
/// <param name="FirstP99">Of the streams: to their first token, over what the model server itself says it took; milliseconds.</param>
/// <param name="Probes">Streams of one token asked in turns directly and through, while the others went on.</param>
/// <param name="ProbeAddedP99">Of pairs.</param>
/// <param name="WarmMb">Memory once warm; the others are since then.</param>
/// <param name="Spread">Highest over lowest since then, less one.</param>
/// <param name="Processors">Used by what they passed through.</param>
public sealed record SlowReport(
    string Through, int Streams, double Minutes, int LostStreams, long LostEvents, double FirstP50, double FirstP99, int Probes, double ProbeDirectP50, double ProbeDirectP99,
    double ProbeP50, double ProbeP99, double ProbeAddedP50, double ProbeAddedP99, double WarmMb, double LowestMb, double HighestMb, double EndMb, double Spread, double Processors)
{
    private const double MostFirst = 50;
    private const double MostSpread = 0.1;

    public bool IsKept => this is { LostStreams: 0, LostEvents: 0, FirstP99: < MostFirst, ProbeAddedP99: < MostFirst, Spread: <= MostSpread };
}
