using Collegue.Bench.Retrieval;

namespace Collegue.Bench.Sheets;

/// <summary>The test drawn from the sheets: titles of question sheets held out, to be answered by the sheets that refer to them.</summary>
internal static class HeldOutQuestions
{
    /// <param name="isIndexed">Which sheets can be found.</param>
    public static IReadOnlyList<RetrievalQuery> Of(IReadOnlyList<NationalSheet> sheets, Func<NationalSheet, bool> isIndexed)
    {
        var referring = sheets.Where(isIndexed)
            .SelectMany(sheet => sheet.Questions.Select(question => (question.Number, sheet.Document.Key)))
            .ToLookup(row => row.Number, row => row.Key);
        return [.. sheets.Where(sheet => sheet.IsHeldOut).DistinctBy(sheet => sheet.Number)
            .Select(sheet => new RetrievalQuery(sheet.Number, sheet.Document.Title, [.. referring[sheet.Number].Distinct()]))
            .Where(query => query.Relevant.Count > 0)];
    }
}
