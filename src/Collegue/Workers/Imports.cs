using Collegue.Access;
using Collegue.Knowledge.Importing;
using Collegue.Storage.Organisations;

namespace Collegue.Workers;

/// <summary>What whoever imports may choose.</summary>
/// <param name="Collection">Short name of the collection; null for the source's own.</param>
/// <param name="EveryHours">The source is read again this often from now on; 0 for never, null to leave it as it is.</param>
/// <param name="Resume">Goes on with a source that somebody paused.</param>
internal sealed record ImportChoices(string? Organisation = null, string? Collection = null, int? EveryHours = null, bool Resume = false);

/// <summary>The imports the command line and the first start share: a place is named, its collection and its source are kept.</summary>
internal sealed class Imports(Importer importer, OrganisationDirectory directory, FirstOrganisations organisations, SourceOpener opener)
{
    /// <exception cref="InvalidDataException">The place or the organisation does not exist; the message says what to do.</exception>
    public async Task<ImportOutcome> NationalSheetsAsync(
        string? location, ImportChoices choices, IProgress<string> output, CancellationToken cancellation)
    {
        var owner = choices.Organisation is not { } organisation ? await organisations.NationalAsync(cancellation) : await NamedAsync(organisation, cancellation);
        var opened = Opened(await opener.NationalSheetsAsync(location, output, cancellation));
        return await RunAsync(opened, National(owner, choices.Collection), choices, output, cancellation);
    }

    /// <exception cref="InvalidDataException">The folder or the organisation does not exist; the message says what to do.</exception>
    public async Task<ImportOutcome> FolderAsync(
        string location, ImportChoices choices, IProgress<string> output, CancellationToken cancellation)
    {
        var opened = Opened(SourceOpener.Folder(location));
        var slug = choices.Organisation ?? opened.Described!.Organisation;
        var owner = slug is null ? await organisations.LocalAsync(cancellation) : await NamedAsync(slug, cancellation);
        return await RunAsync(opened, Target(owner, opened, choices.Collection), choices, output, cancellation);
    }

    /// <exception cref="InvalidDataException">The address or the organisation does not exist; the message says what to do.</exception>
    public async Task<ImportOutcome> SiteAsync(
        string start, ImportChoices choices, IProgress<string> output, CancellationToken cancellation)
    {
        var opened = Opened(opener.Site(start));
        var owner = choices.Organisation is not { } organisation ? await organisations.LocalAsync(cancellation) : await NamedAsync(organisation, cancellation);
        return await RunAsync(opened, Target(owner, opened, choices.Collection), choices, output, cancellation);
    }

    public static ImportTarget National(OrganisationView owner, string? collection = null) =>
        new(owner.Id, owner.Ancestors, collection ?? SourceOpener.NationalCollection, SourceOpener.NationalTitle,
            SharedWithChildren: true, IsNational: true, Licence: "Licence Ouverte 2.0");

    /// <summary>What is known of the collection before anybody sets anything.</summary>
    public static ImportTarget Target(OrganisationView owner, SourceOpening.Opened opened, string? collection = null) =>
        opened.Described is { } described
            ? new(owner.Id, owner.Ancestors, collection ?? opened.Slug, opened.Title, described.SharedWithChildren, IsNational: false,
                described.Licence, described.OwnerDepartment, described.IsDescribed)
            : new(owner.Id, owner.Ancestors, collection ?? opened.Slug, opened.Title);

    private Task<ImportOutcome> RunAsync(
        SourceOpening.Opened opened, ImportTarget target, ImportChoices choices, IProgress<string> output, CancellationToken cancellation)
    {
        var origin = opened.Origin with { Resumes = choices.Resume, EveryHours = choices.EveryHours };
        return importer.RunAsync(opened.Source, target with { Origin = origin }, Told(output, target.Title), cancellation);
    }

    private static SourceOpening.Opened Opened(SourceOpening opening) => opening switch
    {
        SourceOpening.Opened opened => opened,
        SourceOpening.Refused refused => throw new InvalidDataException(refused.Reason),
        _ => throw new InvalidOperationException(),
    };

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
