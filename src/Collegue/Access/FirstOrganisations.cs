using Collegue.Storage.Organisations;

namespace Collegue.Access;

/// <summary>
/// So that a verb works on an empty data directory: the organisation that holds the national sheets, and one to hold local
/// documents. An administrator describes the real ones with <c>collegue organisation import</c>.
/// </summary>
internal sealed class FirstOrganisations(OrganisationDirectory directory, OrganisationImport import)
{
    public const string NationalSlug = "france";
    private const string LocalSlug = "collectivite";

    /// <summary>Where national sheets belong: above everybody, so that every organisation reads the same ones.</summary>
    public async Task<OrganisationView> NationalAsync(CancellationToken cancellation)
    {
        var all = await directory.ListAsync(cancellation);
        if (all.FirstOrDefault(view => view.Slug == NationalSlug) is { } national)
        {
            return national;
        }

        if (await directory.FindDefaultAsync(cancellation) is { } chosen)
        {
            return all.FirstOrDefault(view => view.Id == chosen.Ancestors.LastOrDefault(chosen.Id))!;
        }

        return await CreateAsync(new OrganisationEntry { Slug = NationalSlug, Name = "Fiches nationales" }, cancellation);
    }

    public async Task<OrganisationView> LocalAsync(CancellationToken cancellation)
    {
        if (await directory.FindDefaultAsync(cancellation) is { } chosen && chosen.Slug != NationalSlug)
        {
            return chosen;
        }

        var parent = await directory.FindAsync(NationalSlug, cancellation);
        return await CreateAsync(new OrganisationEntry { Slug = LocalSlug, Name = "Ma collectivité", Parent = parent?.Slug, Default = true }, cancellation);
    }

    private async Task<OrganisationView> CreateAsync(OrganisationEntry entry, CancellationToken cancellation)
    {
        await import.ApplyAsync(new OrganisationFile { Organisations = [entry] }, demo: false, cancellation);
        return (await directory.FindAsync(entry.Slug, cancellation))!;
    }
}
