using Collegue.Access;
using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Sources;
using Collegue.Knowledge.Sources.Folder;
using Collegue.Knowledge.Sources.ServicePublic;
using Collegue.Knowledge.Sources.Site;
using Collegue.Storage.Organisations;

namespace Collegue.Workers;

/// <summary>The imports the command line, the first start and the administration share.</summary>
internal sealed class Imports(
    Importer importer, OrganisationDirectory directory, FirstOrganisations organisations, ServicePublicLocator locator, SiteLocator sites)
{
    public const string NationalCollection = "service-public";

    /// <exception cref="InvalidDataException">The place or the organisation does not exist; the message says what to do.</exception>
    public async Task<ImportOutcome> NationalSheetsAsync(
        string? location, string? organisation, string? collection, IProgress<string> output, CancellationToken cancellation)
    {
        var owner = organisation is null ? await organisations.NationalAsync(cancellation) : await NamedAsync(organisation, cancellation);
        var source = await locator.FindAsync(location, output, cancellation) switch
        {
            ServicePublicLocation.Found found => found.Source,
            ServicePublicLocation.NotFound nothing => throw new InvalidDataException(nothing.Summary),
            _ => throw new InvalidOperationException(),
        };
        var target = new ImportTarget(owner.Id, owner.Ancestors, collection ?? NationalCollection, "Fiches service-public.fr",
            SharedWithChildren: true, IsNational: true, Licence: "Licence Ouverte 2.0");
        return await importer.RunAsync(source, target, Told(output, target.Title), cancellation);
    }

    /// <exception cref="InvalidDataException">The folder or the organisation does not exist; the message says what to do.</exception>
    public async Task<ImportOutcome> FolderAsync(
        string location, string? organisation, string? collection, IProgress<string> output, CancellationToken cancellation)
    {
        var source = FolderSource.Open(location) switch
        {
            FolderOpening.Opened opened => opened.Source,
            FolderOpening.Refused refused => throw new InvalidDataException(refused.Reason),
            _ => throw new InvalidOperationException(),
        };
        var described = source.Collection;
        var slug = organisation ?? described.Organisation;
        var owner = slug is null ? await organisations.LocalAsync(cancellation) : await NamedAsync(slug, cancellation);
        var target = new ImportTarget(owner.Id, owner.Ancestors, collection ?? described.Name, described.Title,
            described.SharedWithChildren, IsNational: false, described.Licence, described.OwnerDepartment, described.IsDescribed);
        return await importer.RunAsync(source, target, Told(output, target.Title), cancellation);
    }

    /// <exception cref="InvalidDataException">The address or the organisation does not exist; the message says what to do.</exception>
    public async Task<ImportOutcome> SiteAsync(
        string start, string? organisation, string? collection, IProgress<string> output, CancellationToken cancellation)
    {
        var opened = sites.Open(start) switch
        {
            SiteOpening.Opened site => site,
            SiteOpening.Refused refused => throw new InvalidDataException(refused.Reason),
            _ => throw new InvalidOperationException(),
        };
        var owner = organisation is null ? await organisations.LocalAsync(cancellation) : await NamedAsync(organisation, cancellation);
        var target = new ImportTarget(owner.Id, owner.Ancestors, collection ?? opened.Slug, opened.Title);
        return await importer.RunAsync(opened.Source, target, Told(output, target.Title), cancellation);
    }

    private async Task<OrganisationView> NamedAsync(string slug, CancellationToken cancellation) =>
        await directory.FindAsync(slug, cancellation) ?? throw new InvalidDataException($"no organisation is named '{slug}'.");

    private static Relay Told(IProgress<string> output, string title) => new(progress =>
        output.Report(progress.Expected > 0 ? $"{title}: {progress.Read} / {progress.Expected}" : $"{title}: {progress.Read}"));

    /// <summary>Reports on the caller's thread, in order; <see cref="Progress{T}"/> would post to the thread pool.</summary>
    private sealed class Relay(Action<ImportProgress> report) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => report(value);
    }
}
