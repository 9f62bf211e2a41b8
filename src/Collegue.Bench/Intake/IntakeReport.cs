namespace Collegue.Bench.Intake;

/// <summary>What the intake bench saw.</summary>
/// <param name="Confirmed">Messages whose sender was shown a number.</param>
/// <param name="DistinctNumbers">Different numbers among them.</param>
/// <param name="Found">Confirmed numbers whose tracking page shows that number after the last restart.</param>
/// <param name="Retries">Requests sent again because the server was dead.</param>
/// <param name="MedianMilliseconds">Median time from sending a form to its confirmation, dead time included.</param>
public sealed record IntakeReport(
    int Clients, int Messages, int Kills, int Confirmed, int DistinctNumbers, int Found, int Retries, double MedianMilliseconds, double Seconds);
