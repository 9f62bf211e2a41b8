namespace Collegue.Web.Tests.Api;

/// <summary>The same organisations and imports on PostgreSQL.</summary>
public sealed class PostgresProgramServer : ProgramServer
{
    protected override bool OnPostgres => true;
}
