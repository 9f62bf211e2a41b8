using System.Text.Json;
using Collegue.Answering;
using Collegue.Answering.Grounding;

namespace Collegue.Bench.Grounding;

/// <summary>A sentence about a passage, written by hand: true, or false by one thing.</summary>
/// <param name="Change">What makes it false, as <c>amount</c>; null when it is true.</param>
/// <param name="Evidence">The sentences of the passage that say what a true sentence says, copied from it.</param>
public sealed record WrittenClaim(
    string Id, string Document, string Title, string? Heading, string? Situation, string Passage, string Claim, bool Supported, string? Change,
    IReadOnlyList<string>? Evidence = null);

/// <param name="Change">Kind of falsehood, <c>true</c> for the true sentences, <c>false</c> for all the false ones.</param>
/// <param name="AsWritten">Shown as they were written: all of the true ones and none of the false ones would be best.</param>
/// <param name="InSourceWords">The sentence of the source is shown in their place.</param>
/// <param name="Beside">The same, but of true ones whose evidence is another sentence of the source.</param>
/// <param name="Removed">Nothing is shown.</param>
/// <param name="Refused">Share that is not shown as written.</param>
/// <param name="Lost">Share of which neither the sentence nor its evidence is shown; for false ones, nothing is to be lost.</param>
public sealed record GroundingRow(string Change, int Sentences, int AsWritten, int InSourceWords, int Beside, int Removed, double Refused, double? Lost);

/// <param name="Failed">Checks that refused it; none when it was missed.</param>
/// <param name="Shown">What stands in its place; null when nothing does.</param>
public sealed record ClaimVerdict(WrittenClaim Claim, IReadOnlyList<AnswerCheck> Failed, string? Shown)
{
    public bool IsAsWritten => Shown == Claim.Claim;

    public bool IsBeside => Shown is not null && !IsAsWritten && Claim is { Supported: true, Evidence: { } evidence }
        && !evidence.Any(sentence => Shown.Contains(sentence, StringComparison.Ordinal) || sentence.Contains(Shown, StringComparison.Ordinal));

    /// <summary>A false sentence shown, or a true one of which nothing is.</summary>
    public bool IsWrong => Claim.Supported ? Shown is null || IsBeside : IsAsWritten;
}

/// <summary>Tells how many false sentences the checks catch, and what becomes of the true ones they refuse.</summary>
public static class GroundingBench
{
    public static IReadOnlyList<WrittenClaim> Read(string path) =>
    [
        .. File.ReadLines(path).Where(line => line.Length > 0)
            .Select((line, at) => JsonSerializer.Deserialize<WrittenClaim>(line, JsonSerializerOptions.Web)
                ?? throw new InvalidDataException($"{Path.GetFileName(path)}, line {at + 1}: an object is expected.")),
    ];

    public static async Task<IReadOnlyList<ClaimVerdict>> RunAsync(IReadOnlyList<WrittenClaim> claims, CancellationToken cancellation)
    {
        var verdicts = new List<ClaimVerdict>();
        foreach (var claim in claims)
            verdicts.Add(await CheckAsync(claim, cancellation));
        return verdicts;
    }

    public static IReadOnlyList<GroundingRow> Rows(IReadOnlyList<ClaimVerdict> verdicts) =>
    [
        .. verdicts.Where(verdict => !verdict.Claim.Supported).GroupBy(verdict => verdict.Claim.Change!).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Row(group.Key, [.. group])),
        Row("false", [.. verdicts.Where(verdict => !verdict.Claim.Supported)]),
        Row("true", [.. verdicts.Where(verdict => verdict.Claim.Supported)]),
    ];

    private static GroundingRow Row(string change, IReadOnlyList<ClaimVerdict> verdicts)
    {
        var written = verdicts.Count(verdict => verdict.IsAsWritten);
        var (beside, removed) = (verdicts.Count(verdict => verdict.IsBeside), verdicts.Count(verdict => verdict.Shown is null));
        return new GroundingRow(change, verdicts.Count, written, verdicts.Count - written - removed, beside, removed,
            Share(verdicts.Count - written, verdicts.Count), verdicts.Any(verdict => verdict.Claim.Supported) ? Share(beside + removed, verdicts.Count) : null);
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : Math.Round(part / (double)whole, 3);

    private static readonly Guid PassageId = new("0198a000-0000-7000-8000-000000000001");
    private static readonly Guid DocumentId = new("0198a000-0000-7000-8000-000000000002");

    private static async Task<ClaimVerdict> CheckAsync(WrittenClaim claim, CancellationToken cancellation)
    {
        var citation = new AnswerCitation(PassageId, DocumentId, claim.Document, claim.Title, claim.Heading, null, null, null, claim.Passage, 0);
        var stored = new StoredPassage(PassageId, DocumentId, claim.Passage, claim.Heading, claim.Situation, null, claim.Title, null);
        var (grounder, written) = (new Grounder(NoPassages.Instance), new Claim(claim.Claim, [citation]));
        var grounded = (await grounder.CheckAsync([written], [stored], cancellation))[0];
        return grounded.Supported
            ? new ClaimVerdict(claim, [], claim.Claim)
            : new ClaimVerdict(claim, [.. grounded.Checks.Where(check => !check.Passed)], (await grounder.InSourceWordsAsync(written, [stored], cancellation))?.Claim.Text);
    }

    /// <summary>Passages come with the sentences.</summary>
    private sealed class NoPassages : IStoredPassages
    {
        public static NoPassages Instance { get; } = new();

        public Task<IReadOnlyDictionary<Guid, StoredPassage>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyDictionary<Guid, StoredPassage>>(new Dictionary<Guid, StoredPassage>());
    }
}
