using Collegue.Knowledge.Searching;
using Collegue.Knowledge.Searching.Words;
using Collegue.Storage;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Answering.Extracting;

/// <summary>
/// Finds documents with the search, as asked and in other words, and reads their passages from the database. The scope of the
/// unit of work must have been entered for the organisation that asks.
/// </summary>
internal sealed class SearchedPassages(Search search, WordFrequencies frequencies, CollegueDb db) : IPassageFinder
{
    private const int Ranked = 16;
    private const int LocalRead = 3;
    private const int NationalRead = 4;
    private const double OtherWordsShare = 0.9;

    public async Task<Findings> FindAsync(Question question, Wanted wanted, CancellationToken cancellation)
    {
        var hits = await RankAsync(question, wanted.Text, 1, cancellation);
        if (wanted.OtherWords.Length > 0)
        {
            var others = await RankAsync(question, $"{wanted.Text} {wanted.OtherWords}", OtherWordsShare, cancellation);
            hits = [.. hits.Concat(others).GroupBy(hit => hit.Hit.DocumentId).Select(same => same.MaxBy(hit => hit.Score))];
        }
        hits = [.. Best(hits, local: true, LocalRead), .. Best(hits, local: false, NationalRead)];
        if (hits.Count == 0)
            return Findings.None;

        Guid[] owners = [question.Organisation, .. question.Ancestors];
        var documents = hits.Select(hit => hit.Hit.DocumentId).ToArray();
        var passages = await db.Passages.AsNoTracking()
            .Where(row => owners.Contains(row.OrganisationId) && documents.Contains(row.DocumentId))
            .Select(row => new { row.DocumentId, row.Id, row.Position, row.Kind, row.Heading, row.Situation, row.Text, row.Url })
            .ToListAsync(cancellation);
        var byDocument = passages.ToLookup(row => row.DocumentId, row =>
            new CandidatePassage(row.Id, row.Position, row.Kind, row.Heading, row.Situation, row.Text, row.Url));
        return new Findings(
            [.. hits.OrderByDescending(hit => hit.Score).Select(hit => Candidate(hit.Hit, hit.Score, [.. byDocument[hit.Hit.DocumentId]]))],
            await frequencies.OfAsync([.. wanted.Words, .. hits.SelectMany(hit => QuestionReader.ContentWords(hit.Hit.Title)).Select(word => word.Plain)], cancellation));
    }

    private async Task<List<(SearchHit Hit, double Score)>> RankAsync(
        Question question, string text, double share, CancellationToken cancellation)
    {
        var found = await search.FindAsync(
            new SearchQuery(text, question.Organisation, question.Ancestors, question.Today, Ranked, ForAgents: question.Within.ForAgents)
            {
                Department = question.Within.Department,
                Theme = question.Within.Theme,
                Collections = question.Within.Collections,
            },
            cancellation);
        return [.. found.Select(hit => (hit, share * hit.Score / found[0].Score))];
    }

    private static IEnumerable<(SearchHit Hit, double Score)> Best(List<(SearchHit Hit, double Score)> hits, bool local, int most) =>
        hits.Where(hit => hit.Hit.IsLocal == local).OrderByDescending(hit => hit.Score).Take(most);

    private static CandidateDocument Candidate(SearchHit hit, double score, IReadOnlyList<CandidatePassage> passages) =>
        new(hit.DocumentId, hit.Document, hit.Title, hit.Url, hit.Updated, hit.Notice, hit.IsLocal, score, passages);
}
