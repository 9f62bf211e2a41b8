using System.Data.Common;

namespace Collegue.Pages;

/// <summary>Recognises a database that is locked, full or out of reach, for which trying again later is the right advice.</summary>
internal static partial class StorageTrouble
{
    public static bool Is(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException or IOException)
            {
                return true;
            }
        }

        return false;
    }

    [LoggerMessage(LogLevel.Error, "A citizen's form could not be stored: {Error} ({Code}).")]
    private static partial void NotStored(ILogger logger, string error, int code);

    /// <summary>Kinds and codes only: the message of a database can quote what was typed.</summary>
    public static void Log(ILogger logger, Exception exception)
    {
        var cause = exception.GetBaseException();
        NotStored(logger, cause.GetType().Name, (cause as DbException)?.ErrorCode ?? 0);
    }
}
