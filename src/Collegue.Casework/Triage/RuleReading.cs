namespace Collegue.Casework.Triage;

/// <summary>What the written rules found in one message, before anything is decided.</summary>
internal sealed record RuleReading(
    string Message,
    List<Word> Words,
    string? Language,
    IReadOnlyList<SignalFound> Signals,
    IReadOnlyList<MarkerFound> Markers,
    KindScores Kinds,
    List<PhraseMatch> Unread,
    KindFound? Decided);

/// <summary>A human-only signal whose words were found.</summary>
/// <param name="Groups">The lists of its phrases that were found.</param>
internal sealed record SignalFound(Signal Signal, List<PhraseMatch> Matches, IReadOnlyList<string> Groups);

/// <summary>A kind with phrases of the organisation that decide for it.</summary>
internal sealed record KindFound(TaskKind Kind, List<PhraseMatch> Matches);

internal sealed record MarkerFound(Marker Marker, List<PhraseMatch> Matches);
