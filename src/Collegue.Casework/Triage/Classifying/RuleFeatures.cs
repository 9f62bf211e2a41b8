namespace Collegue.Casework.Triage.Classifying;

/// <summary>What the written rules found, as the classifier weighs it beside the words themselves.</summary>
internal static class RuleFeatures
{
    private const float Present = 0.5f;
    private const float FullEvidence = 10;

    /// <summary>What the signals and markers found inside one stretch of the message.</summary>
    public static IEnumerable<(string Name, float Value)> Of(RuleReading reading, Stretch stretch)
    {
        foreach (var found in reading.Signals.Where(found => found.Matches.Exists(Inside)))
            yield return ($"signal:{found.Signal.Slug}", Present);
        foreach (var found in reading.Markers.Where(found => found.Matches.Exists(Inside)))
            yield return ($"marker:{found.Marker.Slug}", Present);

        bool Inside(PhraseMatch match) => match.Start >= stretch.Start && match.End <= stretch.End;
    }

    public static IEnumerable<(string Name, float Value)> Of(RuleReading reading, RuleSet rules)
    {
        foreach (var found in reading.Signals)
        {
            yield return ($"signal:{found.Signal.Slug}", Present);
            foreach (var group in found.Groups)
                yield return ($"signal:{found.Signal.Slug}/{group}", Present);
        }

        foreach (var found in reading.Markers)
            yield return ($"marker:{found.Marker.Slug}", Present);
        for (var kind = 0; kind < reading.Kinds.Scores.Count; kind++)
        {
            if (reading.Kinds.Scores[kind] > 0)
                yield return ($"kind:{rules.Kinds[kind].Slug}", MathF.Min(1, reading.Kinds.Scores[kind] / FullEvidence));
        }

        if (reading.Words.Count < 8)
            yield return ("is:short", Present);
    }
}
