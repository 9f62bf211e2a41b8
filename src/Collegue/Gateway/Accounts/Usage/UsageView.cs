namespace Collegue.Gateway.Accounts.Usage;

internal enum UsageGrouping
{
    Key,
    User,
    Department,
    Organisation,
    Model,
    Day,
}

/// <param name="From">The first day, in coordinated universal time.</param>
/// <param name="To">The last day.</param>
/// <param name="Below">Organisations below the current one, of which what they asked of its models is told too, by organisation only.</param>
/// <param name="Key">Of this key only.</param>
/// <param name="Agent">Of this user only.</param>
internal sealed record UsageQuestion(
    DateOnly From, DateOnly To, UsageGrouping By, IReadOnlyCollection<Guid>? Below = null, Guid? Key = null, Guid? Agent = null);

/// <summary>What was used between two days.</summary>
/// <param name="CarbonSource">Where the factor of the carbon estimate comes from.</param>
internal sealed record UsageView(UsageQuestion Question, IReadOnlyList<UsageLine> Lines, UsageFigures Total, string CarbonSource);

/// <param name="Id">The key, user, department, organisation or model; <see cref="Guid.Empty"/> for a day, or for nobody in particular.</param>
/// <param name="Name">Null for nobody in particular, and for what was removed since.</param>
/// <param name="Detail">Of a model, its own name, where <paramref name="Name"/> is the one asked for.</param>
internal sealed record UsageLine(Guid Id, DateOnly? Day, string? Name, string? Detail, UsageFigures Figures);

/// <param name="KilogramsCarbon">Estimated from the energy, itself estimated.</param>
internal sealed record UsageFigures(
    long Calls, long Failures, long InputTokens, long OutputTokens, decimal Euros, decimal WattHours, decimal KilogramsCarbon, long Milliseconds)
{
    public static UsageFigures Of(UseSum sum, decimal gramsCarbonPerKilowattHour)
    {
        var wattHours = sum.MilliwattHours / 1000m;
        return new(
            sum.Calls, sum.Failures, sum.InputTokens, sum.OutputTokens, sum.CostMicros / 1_000_000m, wattHours,
            wattHours / 1000 * gramsCarbonPerKilowattHour / 1000, sum.Milliseconds);
    }
}
