using Microsoft.EntityFrameworkCore;

namespace Collegue.Storage.Postgres;

/// <summary>The engine for several nodes.</summary>
public static class PostgresStorage
{
    public static DbContextOptionsBuilder UseColleguePostgres(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString, npgsql => npgsql.MigrationsAssembly(typeof(PostgresStorage).Assembly.GetName().Name))
            .UseSnakeCaseNamingConvention();
}
