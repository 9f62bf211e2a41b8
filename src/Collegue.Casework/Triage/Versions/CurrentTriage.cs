using System.Collections.Concurrent;
using Collegue.Casework.Triage.Classifying;
using Collegue.Storage;
using Collegue.Storage.Rules;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Triage.Versions;

/// <summary>The triage of an organisation: the rules of the product, with what it published of its own.</summary>
public sealed class CurrentTriage(CollegueDb db, Triage shipped, PublishedTriages published)
{
    public async Task<Triage> GetAsync(CancellationToken cancellation) =>
        await PublishedAsync(cancellation) is { } version ? published.Of(version) : shipped;

    /// <summary>Null while the organisation added nothing.</summary>
    public Task<RuleVersion?> PublishedAsync(CancellationToken cancellation) =>
        db.RuleVersions.AsNoTracking().Where(row => row.State == RuleVersionState.Published).OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellation);
}

/// <summary>Triages by version, built once: a published version never changes.</summary>
public sealed class PublishedTriages(RuleSet rules, MessageClassifier classifier)
{
    private readonly ConcurrentDictionary<Guid, Lazy<Triage>> built = new();

    public Triage Of(RuleVersion version) => built.GetOrAdd(version.Id, _ => new Lazy<Triage>(() => Build(version.Number, RuleChanges.Read(version.Changes)))).Value;

    internal Triage Build(int number, IReadOnlyList<RuleChange> changes) =>
        new(RuleChanges.Apply(rules, changes, FormattableString.Invariant($"{rules.Version}.{number}")), classifier);
}
