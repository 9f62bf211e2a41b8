using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Storage.Sqlite;

/// <summary>The embedded default: one file in the data directory.</summary>
public static class SqliteStorage
{
    public const string FileName = "collegue.db";

    /// <summary>Uses the database file of <paramref name="dataDirectory"/>, which must exist.</summary>
    /// <param name="writeWaitSeconds">How long a write waits for another writer before the citizen is told to try again.</param>
    public static DbContextOptionsBuilder UseCollegueSqlite(this DbContextOptionsBuilder options, string dataDirectory, int writeWaitSeconds = 10)
    {
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(dataDirectory, FileName),
            Cache = SqliteCacheMode.Private,
            DefaultTimeout = writeWaitSeconds,
        };
        return options.UseSqlite(connection.ConnectionString, sqlite => sqlite.MigrationsAssembly(typeof(SqliteStorage).Assembly.GetName().Name))
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(new SqlitePragmas());
    }
}
