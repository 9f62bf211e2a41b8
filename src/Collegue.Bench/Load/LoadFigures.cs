namespace Collegue.Bench.Load;

/// <summary>What a server answered while it was asked as fast as it could.</summary>
/// <param name="Requests">Answered within the time given, after every question had been asked once.</param>
/// <param name="Wrong">Answers other than 200, or other than the first answer to the same question, byte for byte.</param>
public sealed record LoadFigures(int Connections, double Seconds, int Requests, double RequestsPerSecond, double P50Ms, double P99Ms, int Wrong);
