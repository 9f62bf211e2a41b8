using Collegue.Knowledge.Indexing;

namespace Collegue.Knowledge.Searching;

/// <summary>Puts words and meaning together, on one scale for the candidates of one question.</summary>
internal static class Fusion
{
    internal static float MeaningShare = float.Parse(Environment.GetEnvironmentVariable("W") ?? "0.5", System.Globalization.CultureInfo.InvariantCulture);
    internal static float Reference = float.Parse(Environment.GetEnvironmentVariable("R") ?? "0.2", System.Globalization.CultureInfo.InvariantCulture);

    public static List<(Candidate Candidate, float Score)> Of(IReadOnlyList<Candidate> candidates, SearchMode mode)
    {
        var words = Math.Max(1e-6f, candidates.Max(candidate => candidate.Words));
        var closest = candidates.Max(candidate => candidate.Similarity);
        return [.. candidates.Select(candidate => (candidate, Origin(candidate) * mode switch
        {
            SearchMode.Lexical => candidate.Words / words,
            SearchMode.Semantic => Math.Max(0, candidate.Similarity),
            _ => (candidate.Words / words) + (MeaningShare * Math.Max(0, (candidate.Similarity - Reference) / Math.Max(0.05f, closest - Reference))),
        }))];
    }

    private static float Origin(Candidate candidate) => candidate.IsLocal ? Ranking.Local : 1;
}
