namespace Collegue.Web.Tests;

/// <summary>The same product on PostgreSQL.</summary>
public sealed class PostgresServer : ProductServer
{
    protected override bool OnPostgres => true;
}
