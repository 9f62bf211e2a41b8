namespace Collegue.Bench.Gateway;

/// <summary>How much is measured.</summary>
/// <param name="Calls">Rounds of one call to each target, at most.</param>
/// <param name="CallSeconds">How long they last, at most.</param>
/// <param name="Rounds">Rounds of one window for each target.</param>
/// <param name="Window">How long a window lasts.</param>
public sealed record GatewayPlan(int Calls, TimeSpan CallSeconds, int Rounds, TimeSpan Window)
{
    public static IReadOnlyList<int> Clients { get; } = [1, 32, 256];
}

/// <summary>One line of the tables. Figures are null, and <paramref name="Note"/> says why, when the target could not be measured.</summary>
/// <param name="AddedP50Ms">Over the direct call. With one client, of calls made in turns; with more, the median of the rounds' differences.</param>
/// <param name="AddedFirstMs">Of the first bytes of a stream, median; null for whole answers.</param>
/// <param name="ProcessorUs">What the target and its children used of the processors for one exchange, in microseconds.</param>
/// <param name="ResidentMb">Highest after a window.</param>
public sealed record GatewayRow(
    string Case, int Clients, string Target, double? RequestsPerSecond, double? P50Ms, double? P99Ms, double? AddedP50Ms, double? AddedP99Ms, double? AddedFirstMs,
    double? ProcessorUs, double? ResidentMb, int? Wrong, string Note);

/// <summary>A promise beside what was seen.</summary>
/// <param name="Seen">Of throughputs, the median of the rounds' ratios.</param>
/// <param name="Kept">Null where nothing is promised.</param>
public sealed record GatewayRatio(string Case, int Clients, string What, double? Seen, string Bound, bool? Kept);

/// <summary>What the clients themselves used of the processors for one direct exchange, in microseconds: it is in every figure.</summary>
public sealed record LoadCost(string Case, int Clients, double ProcessorUs);

public sealed record GatewayReport(IReadOnlyList<GatewayRow> Rows, IReadOnlyList<GatewayRatio> Ratios, IReadOnlyList<LoadCost> Costs)
{
    public bool AllKept => Ratios.All(ratio => ratio.Kept ?? true);
}
