using System.Globalization;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Collections.Keeping;

/// <summary>Makes collections of given files and changes the settings of any, each in one audited transaction.</summary>
internal sealed class CollectionDesk(CollegueDb db, OrganisationScope scope, AuditTrail trail, TimeProvider clock)
{
    /// <summary>A collection whose documents are files people give.</summary>
    public async Task<CollectionOutcome> CreateAsync(CollectionSettings wanted, AgentRights rights, Guid agent, CancellationToken cancellation)
    {
        if (!rights.MayCreate)
        {
            return new CollectionOutcome.NotFound();
        }

        if (await ProblemsAsync(wanted, rights, cancellation) is { Count: > 0 } problems)
        {
            return new CollectionOutcome.Invalid(problems);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow();

        // Taking a number makes whoever else creates one wait: the slug found free stays free.
        var collection = new Collection
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            Number = await db.TakeAsync(NumberSequence.Collections, 1, cancellation),
            Slug = await FreeSlugAsync(wanted.Title, cancellation),
            Title = wanted.Title,
        };
        wanted.PutOn(collection);
        collection.NextReview = NextReview(wanted.ReviewEveryDays, null, null);
        db.Collections.Add(collection);
        db.Sources.Add(new Source
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            CollectionId = collection.Id,
            Kind = SourceKind.Upload,
        });
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(new AuditFact(Actor.Agent, "collection.created", SubjectId: collection.Id, AgentId: agent, Detail: $"collection={collection.Slug}"), cancellation);
        await transaction.CommitAsync(cancellation);
        return new CollectionOutcome.Done(collection.Slug, null);
    }

    /// <param name="seen">The <see cref="CollectionSettings.Mark"/> of what the form showed.</param>
    /// <param name="putBack">True to take the next review as it is in <paramref name="wanted"/> instead of counting it.</param>
    public Task<CollectionOutcome> ChangeAsync(
        string slug, string seen, CollectionSettings wanted, bool putBack, AgentRights rights, Guid agent, CancellationToken cancellation) =>
        WriteAsync(slug, "collection.changed", rights, agent, async current =>
        {
            if (current.Mark != seen)
            {
                return (new CollectionOutcome.Conflict(), null);
            }

            // A collection that has no owner yet stays the administrators'; others may leave the owner as it is.
            var problems = await ProblemsAsync(wanted, rights, cancellation);
            return problems.Count > 0
                ? (new CollectionOutcome.Invalid(problems), null)
                : (null, putBack ? wanted : wanted with { NextReview = NextReview(wanted.ReviewEveryDays, current.ReviewEveryDays, current.NextReview) });
        }, cancellation);

    /// <summary>The owner looked at the content today: the next review is counted from now.</summary>
    public Task<CollectionOutcome> ReviewedAsync(string slug, AgentRights rights, Guid agent, CancellationToken cancellation) =>
        WriteAsync(slug, "collection.reviewed", rights, agent, current => Task.FromResult<(CollectionOutcome?, CollectionSettings?)>(
            (null, current with { NextReview = current.ReviewEveryDays is { } days ? clock.Today().AddDays(days) : null })), cancellation);

    private async Task<CollectionOutcome> WriteAsync(
        string slug, string action, AgentRights rights, Guid agent,
        Func<CollectionSettings, Task<(CollectionOutcome? Refused, CollectionSettings? Wanted)>> decide, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);

        // Changing nothing, it makes the next one wait who changes the same collection.
        await db.Collections.Where(row => row.OrganisationId == scope.Current && row.Slug == slug)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, row => row.Version), cancellation);
        var collection = await db.Collections.SingleOrDefaultAsync(row => row.OrganisationId == scope.Current && row.Slug == slug, cancellation);
        if (collection is null || !rights.MayChange(collection))
        {
            return new CollectionOutcome.NotFound();
        }

        var before = CollectionSettings.Of(collection);
        var (refused, wanted) = await decide(before);
        if (refused is not null)
        {
            return refused;
        }

        var changed = wanted!.DifferencesFrom(before).ToList();
        if (changed.Count == 0)
        {
            return new CollectionOutcome.Done(slug, null);
        }

        wanted.PutOn(collection);
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(
            new AuditFact(Actor.Agent, action, SubjectId: collection.Id, AgentId: agent, Detail: $"collection={slug};fields={string.Join(',', changed)}"), cancellation);
        await transaction.CommitAsync(cancellation);
        return new CollectionOutcome.Done(slug, before);
    }

    private async Task<IReadOnlyList<string>> ProblemsAsync(CollectionSettings wanted, AgentRights rights, CancellationToken cancellation) =>
        [.. SettingsRules.Problems(wanted, rights, await db.Departments.Select(row => row.Slug).ToListAsync(cancellation))];

    /// <summary>Counted from the last review: another rhythm does not make an overdue one disappear.</summary>
    private DateOnly? NextReview(int? every, int? before, DateOnly? next) => (every, before, next) switch
    {
        (null, _, _) => null,
        ({ } days, { } earlier, { } due) => due.AddDays(days - earlier),
        ({ } days, _, null) => clock.Today().AddDays(days),
        (_, null, { } due) => due,
    };

    private async Task<string> FreeSlugAsync(string title, CancellationToken cancellation)
    {
        var taken = await db.Collections.Where(row => row.OrganisationId == scope.Current).Select(row => row.Slug).ToListAsync(cancellation);
        var wish = CollectionSlug.Of(title);
        return Enumerable.Range(1, taken.Count + 1)
            .Select(number => number == 1 ? wish : string.Create(CultureInfo.InvariantCulture, $"{wish}-{number}")).First(slug => !taken.Contains(slug));
    }
}
