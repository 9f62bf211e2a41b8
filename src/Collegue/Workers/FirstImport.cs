using Collegue.Access;
using Collegue.Commands;
using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Searching;
using Collegue.Storage;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Workers;

/// <summary>
/// Fills the sources in the background after the start: the fictional commune's documents in demo mode, and the national sheets
/// when the configuration asks for it and none are there. The pages answer meanwhile.
/// </summary>
internal sealed partial class FirstImport(IServiceScopeFactory scopes, Search search, DemoMode demo, IConfiguration configuration, ILogger<FirstImport> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (demo.Enabled)
        {
            foreach (var folder in Directory.EnumerateDirectories(Path.Combine(AppContext.BaseDirectory, DemoMode.Folder, "collections")).Order(StringComparer.Ordinal))
            {
                Console.WriteLine($"  Importing the demonstration's documents: {Path.GetFileName(folder)}");
                await RunAsync(imports => imports.FolderAsync(folder, new ImportChoices(), new Quiet(), stoppingToken), stoppingToken);
            }
        }

        if (configuration.GetValue<bool>("Knowledge:ImportNationalSheets") && !await HasNationalSheetsAsync(stoppingToken))
        {
            Console.WriteLine("  Importing the national sheets in the background; the administration page shows the progress.");
            var terminal = new Terminal(Console.Error);
            await RunAsync(imports => imports.NationalSheetsAsync(null, new ImportChoices(), terminal, stoppingToken), stoppingToken);
            terminal.End();
        }
    }

    private async Task<bool> HasNationalSheetsAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().EnterInstance();
        var db = scope.ServiceProvider.GetRequiredService<CollegueDb>();
        return await db.Collections.AnyAsync(row => row.IsNational && row.ImportedAt != null, cancellation);
    }

    private async Task RunAsync(Func<Imports, Task<ImportOutcome>> import, CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var outcome = await import(scope.ServiceProvider.GetRequiredService<Imports>());
            // Built now, not when the first citizen's draft waits for it.
            await search.RefreshAsync(cancellation);
            if (outcome is ImportOutcome.Finished { Summary.NothingChanged: false } finished)
            {
                Console.WriteLine($"  {ImportText.Describe(finished.Summary)}");
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The next start goes on from what was stored.
        }
        catch (Exception exception)
        {
            // Sources missing is a normal state: the pages say it, the administrator can import later.
            Console.Error.WriteLine($"  Import: {exception.Message}");
            Log.Failed(logger, exception.GetType().Name);
        }
    }

    private sealed class Quiet : IProgress<string>
    {
        public void Report(string value)
        {
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "An import at the start failed: {Error}.")]
        internal static partial void Failed(ILogger logger, string error);
    }
}
