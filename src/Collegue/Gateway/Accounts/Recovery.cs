using Collegue.Gateway.Accounts.Journals;
using Microsoft.Extensions.Options;

namespace Collegue.Gateway.Accounts;

/// <summary>
/// Counts what processes that were killed had not written. Calls that had begun keep the most they could take; what the process held
/// without using it goes back, unless the end of its journal is missing: then it stays taken.
/// </summary>
internal sealed partial class Recovery(
    IServiceScopeFactory scopes, DataDirectory data, IOptions<AccountsOptions> options, ILogger<Recovery> logger) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Returns once the journals that were there are counted; who asks meanwhile waits for it.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            foreach (var (node, path) in JournalFolder.List(data))
            {
                await TryAsync(node, path, cancellation);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task TryAsync(Guid node, string path, CancellationToken cancellation)
    {
        try
        {
            await RunAsync(node, path, cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            Log.NotRead(logger, node, exception.GetType().Name);
        }
    }

    private async Task RunAsync(Guid node, string path, CancellationToken cancellation)
    {
        // A process that lives holds its own.
        await using var file = Open(path);
        if (file is null)
        {
            return;
        }

        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, cancellation);
        var content = await Statements.RunAsync(scopes, options, sql => ReplayAsync(sql, node, bytes, cancellation), cancellation);
        File.Delete(path);
        Log.Read(logger, node, content?.Records.Count ?? 0, content?.Whole ?? true);
    }

    private static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Null when the node had ended well, but could not delete its journal.</summary>
    private static async Task<JournalContent?> ReplayAsync(Statements sql, Guid node, byte[] bytes, CancellationToken cancellation)
    {
        if (await AccountTables.FlushedAsync(sql, node, cancellation) is not { } flushed)
        {
            return null;
        }

        var content = JournalContent.Read(bytes, node, flushed);
        var uses = new Dictionary<UseKey, UseSum>();
        var changes = new Dictionary<LeaseKey, long>();
        foreach (var record in content.Records)
        {
            foreach (var delta in record.Deltas)
            {
                var key = new LeaseKey(record.Organisation, delta.Limit, delta.Subject, delta.Window);
                changes[key] = changes.GetValueOrDefault(key) + delta.Change;
            }

            if (record.Use is { } use)
            {
                uses[use.Key] = uses.GetValueOrDefault(use.Key) + use.Sum;
            }
        }

        await AccountTables.CountAsync(sql, uses.OrderBy(pair => pair.Key), cancellation);
        var leases = (await AccountTables.LeasesOfAsync(sql, node, cancellation)).ToDictionary(row => row.Key);
        foreach (var key in leases.Keys.Union(changes.Keys).Order().ToList())
        {
            var lease = leases.GetValueOrDefault(key);
            var change = lease.Used + changes.GetValueOrDefault(key) - lease.Amount;
            await AccountTables.ChangeAsync(sql, key, content.Whole ? change : Math.Max(0, change), cancellation);
            await AccountTables.DeleteLeaseAsync(sql, key, node, cancellation);
        }

        await AccountTables.ForgetNodeAsync(sql, node, cancellation);
        return content;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What process {Node} of the gateway had counted was written: {Records} lines, complete: {Whole}.")]
        internal static partial void Read(ILogger logger, Guid node, int records, bool whole);

        [LoggerMessage(LogLevel.Error, "What process {Node} of the gateway had counted could not be written: {Error}.")]
        internal static partial void NotRead(ILogger logger, Guid node, string error);
    }
}
