namespace Collegue.Knowledge.Searching;

/// <summary>Where searches are answered.</summary>
/// <param name="IsShared">True when all nodes search one index in the database; false when each has its own.</param>
/// <param name="Warning">Why the index is not shared although the database could hold it, in one line; null when nothing is wrong.</param>
public sealed record SearchEngineState(bool IsShared, string? Warning);
