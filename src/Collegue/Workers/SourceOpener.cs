using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Sources;
using Collegue.Knowledge.Sources.Folder;
using Collegue.Knowledge.Sources.ServicePublic;
using Collegue.Knowledge.Sources.Site;
using Collegue.Storage.Knowledge;

namespace Collegue.Workers;

/// <summary>What opening a place gave.</summary>
internal abstract record SourceOpening
{
    private SourceOpening()
    {
    }

    /// <param name="Slug">Name of the collection when none is given.</param>
    /// <param name="Described">What a folder says of itself; null for the other kinds.</param>
    /// <param name="IsPrivate">An address of this machine or of the private network.</param>
    public sealed record Opened(
        ISource Source, ImportOrigin Origin, string Slug, string Title, FolderCollection? Described = null, bool IsPrivate = false) : SourceOpening;

    /// <summary>Nothing can be read there; <paramref name="Reason"/> is one clear line.</summary>
    public sealed record Refused(string Reason) : SourceOpening;
}

/// <summary>Finds the places documents come from, by kind; uploaded files are in no place.</summary>
internal sealed class SourceOpener(ServicePublicLocator locator, SiteLocator sites)
{
    public const string NationalCollection = "service-public";
    public const string NationalTitle = "Fiches service-public.fr";

    public async Task<SourceOpening> NationalSheetsAsync(string? location, IProgress<string>? output, CancellationToken cancellation)
    {
        var place = string.IsNullOrWhiteSpace(location) ? null : location.Trim();
        return await locator.FindAsync(place, output, cancellation) switch
        {
            ServicePublicLocation.Found found => new SourceOpening.Opened(
                found.Source, new ImportOrigin(SourceKind.ServicePublic, Lasting(place)), NationalCollection, NationalTitle),
            ServicePublicLocation.NotFound nothing => new SourceOpening.Refused(nothing.Summary),
            _ => throw new InvalidOperationException(),
        };
    }

    public static SourceOpening Folder(string location) => FolderSource.Open(location) switch
    {
        FolderOpening.Opened { Source: var source } => new SourceOpening.Opened(
            source, new ImportOrigin(SourceKind.Folder, source.Name), source.Collection.Name, source.Collection.Title, source.Collection),
        FolderOpening.Refused refused => new SourceOpening.Refused(refused.Reason),
        _ => throw new InvalidOperationException(),
    };

    public SourceOpening Site(string start) => sites.Open(start) switch
    {
        SiteOpening.Opened site => new SourceOpening.Opened(
            site.Source, new ImportOrigin(SourceKind.Site, site.Source.Name), site.Slug, site.Title, IsPrivate: site.IsPrivate),
        SiteOpening.Refused refused => new SourceOpening.Refused(refused.Reason),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>A path that is right from any working folder.</summary>
    private static string? Lasting(string? place) => Path.Exists(place) ? Path.GetFullPath(place) : place;
}
