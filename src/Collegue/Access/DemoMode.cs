using Collegue.Storage.Organisations;

namespace Collegue.Access;

/// <summary>Whether the fictional commune and its accounts, whose password is public, are in use; said on every screen.</summary>
internal sealed record DemoMode(bool Enabled)
{
    public const string Folder = "demo";
    private static string OrganisationsFile => Path.Combine(AppContext.BaseDirectory, Folder, "organisations.yaml");

    public static OrganisationFile Describe() => OrganisationFile.Read(OrganisationsFile);

    public static void Announce(IServiceProvider services, TextWriter terminal)
    {
        if (!services.GetRequiredService<DemoMode>().Enabled)
        {
            return;
        }

        terminal.WriteLine();
        terminal.WriteLine("  Demo mode: the commune is fictional, its passwords are public. Accounts:");
        foreach (var account in Describe().Accounts)
        {
            terminal.WriteLine($"    {account.UserName,-24} {account.Password,-20} {account.Organisation}, {string.Join(", ", account.Roles)}");
        }

        terminal.WriteLine();
    }
}

internal static class DemoSeed
{
    /// <summary>Puts the fictional commune in place when demo mode is on; does nothing the second time.</summary>
    public static async Task SeedDemoAsync(this WebApplication app, CancellationToken cancellation)
    {
        if (!app.Services.GetRequiredService<DemoMode>().Enabled)
        {
            return;
        }

        var described = DemoMode.Describe();
        var known = await app.Services.GetRequiredService<OrganisationDirectory>().ListAsync(cancellation);
        if (described.Organisations.All(entry => known.Any(organisation => organisation.Slug == entry.Slug)))
        {
            return;
        }

        await using var scope = app.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<OrganisationImport>(scope.ServiceProvider).ApplyAsync(described, demo: true, cancellation);
    }
}
