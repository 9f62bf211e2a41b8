using Collegue.Knowledge.Searching;

namespace Collegue.Gateway;

internal sealed record RankedPassage(PassageHit Hit, double Score);

/// <summary>
/// Pages of one lasting order of passages: however many are asked at a time, the same documents are ranked, so that no page
/// repeats or skips what another shows.
/// </summary>
internal static class RankedPassages
{
    /// <summary>Documents ranked for each question; what comes after them is never given.</summary>
    private const int Documents = 200;

    /// <summary>Passages compared one by one when meaning alone decides.</summary>
    private const int Compared = 1000;

    public static async Task<IReadOnlyList<RankedPassage>> FindAsync(Search search, SearchQuery query, AskedSearch asked, CancellationToken cancellation)
    {
        query = query with { Top = Documents };
        if (asked.Mode == SearchMode.Semantic)
        {
            var hits = await search.FindPassagesAsync(query, Compared, cancellation);
            return [.. hits.Select(hit => new RankedPassage(hit, Math.Clamp(hit.Score, 0, 1)))
                .Where(passage => passage.Score >= asked.Threshold)
                .OrderByDescending(passage => passage.Score).ThenBy(passage => passage.Hit.Rank)
                .Skip(asked.Offset).Take(asked.Limit)];
        }

        // A hybrid order has no unit: its scores are the reciprocal ranks of the contract.
        return [.. (await search.FindPassagesAsync(query, asked.Limit, cancellation, asked.Offset))
            .Select(hit => new RankedPassage(hit, asked.Mode == SearchMode.Lexical ? hit.Weight : 1d / (asked.Smoothing + hit.Rank)))];
    }
}
