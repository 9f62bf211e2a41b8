using Collegue.Answering.Grounding.Support;

namespace Collegue.Answering.Grounding;

/// <summary>
/// Verifies sentences against the stored passages they cite: a quote is there character for character, and each fact of the sentence is
/// in a cited source, or the check fails. A sentence that is not its quote must not say anything against its sources either.
/// </summary>
public sealed class Grounder(IStoredPassages passages)
{
    public Task<IReadOnlyList<GroundedClaim>> CheckAsync(IReadOnlyList<Claim> claims, CancellationToken cancellation) => CheckAsync(claims, [], cancellation);

    /// <param name="given">Passages that are not stored among the sources: texts given with the question.</param>
    public async Task<IReadOnlyList<GroundedClaim>> CheckAsync(
        IReadOnlyList<Claim> claims, IReadOnlyList<StoredPassage> given, CancellationToken cancellation)
    {
        var sources = await ReadAsync(claims, given, cancellation);
        return [.. claims.Select((claim, position) => Check(claim, position, sources))];
    }

    /// <summary>
    /// What a sentence without proof says, in the words of the passages it cites and checked in its turn; null when they do not say
    /// it in a sentence that can be read alone.
    /// </summary>
    public async Task<GroundedClaim?> InSourceWordsAsync(Claim claim, IReadOnlyList<StoredPassage> given, CancellationToken cancellation)
    {
        var sources = await ReadAsync([claim], given, cancellation);
        var cited = claim.Citations.Select(citation => citation.PassageId).Distinct().Where(sources.ContainsKey).Select(id => sources[id].Passage).ToList();
        return SourceWords.For(claim, cited) is { } said && Check(said, 0, sources) is { Supported: true } grounded ? grounded : null;
    }

    private async Task<Dictionary<Guid, SourceFacts>> ReadAsync(
        IReadOnlyList<Claim> claims, IReadOnlyList<StoredPassage> given, CancellationToken cancellation)
    {
        var ids = claims.SelectMany(claim => claim.Citations).Select(citation => citation.PassageId).Except(given.Select(passage => passage.Id)).ToList();
        var stored = ids.Count == 0
            ? new Dictionary<Guid, StoredPassage>()
            : await passages.ReadAsync(ids, cancellation);
        return stored.Values.Concat(given).ToDictionary(passage => passage.Id, passage => new SourceFacts(passage));
    }

    private static GroundedClaim Check(Claim claim, int position, Dictionary<Guid, SourceFacts> sources)
    {
        var checks = new List<AnswerCheck>();
        var cited = new List<SourceFacts>();
        foreach (var citation in claim.Citations)
        {
            var found = sources.TryGetValue(citation.PassageId, out var source) && source.HasQuote(citation);
            checks.Add(new AnswerCheck(position, CheckKinds.Quote, citation.Quote, found));
            if (source is not null)
                cited.Add(source);
        }

        foreach (var fact in FactFinder.Find(claim.Text).DistinctBy(fact => (fact.Kind, fact.Canonical)))
            checks.Add(new AnswerCheck(position, fact.Kind, fact.Value, cited.Any(source => source.Has(fact))));
        if (claim.Link is { Length: > 0 } link)
            checks.Add(new AnswerCheck(position, CheckKinds.Link, link, cited.Any(source => source.LeadsTo(link))));
        if (cited.Count > 0 && !claim.IsQuote)
            checks.AddRange(new SupportJudge([.. cited.Select(source => source.Passage)]).Objections(claim.Text).Distinct().Select(found => new AnswerCheck(position, found.Kind, found.Value, false)));
        return new GroundedClaim(claim, claim.Citations.Count > 0 && checks.TrueForAll(check => check.Passed), checks);
    }
}
