namespace Collegue.Web.Tests.Api;

/// <summary>The same organisations and imports on PostgreSQL.</summary>
public sealed class PostgresProgramServer : ProgramServer
{
    private readonly OwnDatabase database = new();

    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [.. base.Settings, database.Setting];

    public override async ValueTask InitializeAsync()
    {
        await database.CreateAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await database.DropAsync();
        GC.SuppressFinalize(this);
    }
}
