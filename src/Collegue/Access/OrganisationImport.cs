using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Access;

/// <summary>Creates or updates the organisations, departments and accounts of an <see cref="OrganisationFile"/>. Deletes nothing.</summary>
internal sealed class OrganisationImport(
    CollegueDb db, OrganisationScope scope, OrganisationDirectory directory, UserManager<Agent> users, AuditTrail trail, TimeProvider clock)
{
    public async Task ApplyAsync(OrganisationFile file, bool demo, CancellationToken cancellation)
    {
        foreach (var entry in InOrder(file.Organisations))
        {
            await ApplyAsync(entry, cancellation);
        }

        directory.Refresh();
        foreach (var account in file.Accounts)
        {
            await ApplyAsync(account, demo, cancellation);
        }
    }

    private async Task ApplyAsync(OrganisationEntry entry, CancellationToken cancellation)
    {
        scope.EnterInstance();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var parent = entry.Parent is null ? null : await db.Organisations.SingleAsync(row => row.Slug == entry.Parent, cancellation);
        var organisation = await db.Organisations.SingleOrDefaultAsync(row => row.Slug == entry.Slug, cancellation);
        var isNew = organisation is null;
        organisation ??= db.Organisations.Add(
            new Organisation { Id = Guid.CreateVersion7(clock.GetUtcNow()), Slug = entry.Slug, Name = entry.Name }).Entity;
        organisation.ParentId = parent?.Id;
        organisation.Name = entry.Name;
        if (entry.Default)
        {
            await db.Organisations.Where(row => row.Slug != entry.Slug)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.IsDefault, false), cancellation);
        }

        organisation.IsDefault = entry.Default;
        organisation.PostalAddress = entry.Address;
        organisation.Phone = entry.Phone;
        organisation.Email = entry.Email;
        organisation.Website = entry.Website;
        organisation.OpeningHours = entry.OpeningHours;
        await db.SaveChangesAsync(cancellation);

        scope.Enter(organisation.Id, []);
        var known = await db.Departments.ToDictionaryAsync(row => row.Slug, cancellation);
        foreach (var described in entry.Departments)
        {
            var department = known.GetValueOrDefault(described.Slug) ?? db.Departments.Add(new Department
            {
                OrganisationId = organisation.Id,
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                Slug = described.Slug,
                Name = described.Name,
            }).Entity;
            department.Name = described.Name;
            department.Email = described.Email;
            department.Phone = described.Phone;
            department.OpeningHours = described.OpeningHours;
        }

        var changed = db.ChangeTracker.HasChanges();
        await db.SaveChangesAsync(cancellation);
        if (isNew || changed)
        {
            await trail.AppendAsync(new AuditFact(Actor.System, isNew ? "organisation.created" : "organisation.changed", SubjectId: organisation.Id), cancellation);
        }

        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private async Task ApplyAsync(AccountEntry account, bool demo, CancellationToken cancellation)
    {
        var organisation = await directory.FindAsync(account.Organisation, cancellation)
            ?? throw new InvalidDataException($"the account '{account.UserName}' names an unknown organisation, '{account.Organisation}'.");
        scope.Enter(organisation.Id, organisation.Ancestors);
        if (await users.FindByNameAsync(account.UserName) is not null)
        {
            return;
        }

        var department = account.Department is null ? (Guid?)null
            : await db.Departments.Where(row => row.Slug == account.Department).Select(row => (Guid?)row.Id).SingleOrDefaultAsync(cancellation)
              ?? throw new InvalidDataException($"the account '{account.UserName}' names an unknown department, '{account.Department}'.");
        await new Accounts(db, scope, users, trail, clock).CreateAsync(
            new NewAccount(account.UserName, account.DisplayName, account.Password, RoleNames.Parse(account.Roles), department, demo), cancellation);
    }

    private static List<OrganisationEntry> InOrder(List<OrganisationEntry> entries)
    {
        var placed = new List<OrganisationEntry>();
        var left = new List<OrganisationEntry>(entries);
        while (left.Count > 0)
        {
            var ready = left.Where(entry => entry.Parent is null || entries.All(other => other.Slug != entry.Parent) || placed.Any(other => other.Slug == entry.Parent)).ToList();
            if (ready.Count == 0)
            {
                throw new InvalidDataException($"the organisation '{left[0].Slug}' is its own ancestor.");
            }

            placed.AddRange(ready);
            left.RemoveAll(ready.Contains);
        }

        return placed;
    }
}
