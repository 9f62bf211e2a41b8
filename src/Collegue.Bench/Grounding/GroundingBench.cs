using System.Text.Json;
using Collegue.Answering;
using Collegue.Answering.Grounding;

namespace Collegue.Bench.Grounding;

/// <summary>A sentence about a passage, written by hand: true, or false by one thing.</summary>
/// <param name="Change">What makes it false, as <c>amount</c>; null when it is true.</param>
public sealed record WrittenClaim(
    string Id, string Document, string Title, string? Heading, string? Situation, string Passage, string Claim, bool Supported, string? Change);

/// <param name="Change">Kind of falsehood, <c>true</c> for the true sentences, <c>false</c> for all the false ones.</param>
/// <param name="Rejected">How many the checks refused: none of the true ones, all of the false ones would be best.</param>
public sealed record GroundingRow(string Change, int Sentences, int Rejected, double Share);

/// <param name="Failed">Checks that refused it; none when it was missed.</param>
public sealed record WrongVerdict(WrittenClaim Claim, IReadOnlyList<AnswerCheck> Failed);

/// <summary>Tells how many false sentences the checks catch, and how many true ones they refuse.</summary>
public static class GroundingBench
{
    public static IReadOnlyList<WrittenClaim> Read(string path) =>
    [
        .. File.ReadLines(path).Where(line => line.Length > 0)
            .Select((line, at) => JsonSerializer.Deserialize<WrittenClaim>(line, JsonSerializerOptions.Web)
                ?? throw new InvalidDataException($"{Path.GetFileName(path)}, line {at + 1}: an object is expected.")),
    ];

    public static async Task<(IReadOnlyList<GroundingRow> Rows, IReadOnlyList<WrongVerdict> Wrong)> RunAsync(IReadOnlyList<WrittenClaim> claims, CancellationToken cancellation)
    {
        var verdicts = new List<(WrittenClaim Claim, bool Rejected, IReadOnlyList<AnswerCheck> Failed)>();
        foreach (var claim in claims)
        {
            var grounded = await CheckAsync(claim, cancellation);
            verdicts.Add((claim, !grounded.Supported, [.. grounded.Checks.Where(check => !check.Passed)]));
        }

        var rows = verdicts.Where(pair => !pair.Claim.Supported).GroupBy(pair => pair.Claim.Change!).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Row(group.Key, [.. group.Select(pair => pair.Rejected)]))
            .Append(Row("false", [.. verdicts.Where(pair => !pair.Claim.Supported).Select(pair => pair.Rejected)]))
            .Append(Row("true", [.. verdicts.Where(pair => pair.Claim.Supported).Select(pair => pair.Rejected)]));
        return ([.. rows], [.. verdicts.Where(pair => pair.Rejected == pair.Claim.Supported).Select(pair => new WrongVerdict(pair.Claim, pair.Failed))]);
    }

    private static GroundingRow Row(string change, IReadOnlyList<bool> rejected) =>
        new(change, rejected.Count, rejected.Count(refused => refused), rejected.Count == 0 ? 0 : Math.Round(rejected.Count(refused => refused) / (double)rejected.Count, 3));

    private static async Task<GroundedClaim> CheckAsync(WrittenClaim claim, CancellationToken cancellation)
    {
        var (passage, document) = (Guid.NewGuid(), Guid.NewGuid());
        var citation = new AnswerCitation(passage, document, claim.Document, claim.Title, claim.Heading, null, null, null, claim.Passage, 0);
        var stored = new StoredPassage(passage, document, claim.Passage, claim.Heading, claim.Situation, null, claim.Title, null);
        var grounded = await new Grounder(NoPassages.Instance).CheckAsync([new Claim(claim.Claim, [citation])], [stored], cancellation);
        return grounded[0];
    }

    /// <summary>Passages come with the sentences.</summary>
    private sealed class NoPassages : IStoredPassages
    {
        public static NoPassages Instance { get; } = new();

        public Task<IReadOnlyDictionary<Guid, StoredPassage>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyDictionary<Guid, StoredPassage>>(new Dictionary<Guid, StoredPassage>());
    }
}
