using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Collegue.Storage;

/// <summary>
/// Keeps the database away from the threads that wait for sockets: SQLite would stop all their connections, and a read of PostgreSQL
/// there would wait for an answer that the same thread has to bring. Whoever reads it on the way of a call leaves that thread before; this
/// is for those who forgot.
/// </summary>
internal sealed class OffSocketThreads : DbConnectionInterceptor
{
    public static OffSocketThreads Instance { get; } = new();

    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        SocketThread.IsCurrent ? throw new InvalidOperationException("The database is read synchronously in a thread that waits for sockets.") : result;

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        SocketThread.IsCurrent ? LeaveAsync(result) : new ValueTask<InterceptionResult>(result);

    private static async ValueTask<InterceptionResult> LeaveAsync(InterceptionResult result)
    {
        await SocketThread.LeaveAsync();
        return result;
    }
}
