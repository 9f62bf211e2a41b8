using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Collegue.Storage.Sqlite;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model of this engine.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<CollegueDb>
{
    public CollegueDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<CollegueDb>();
        options.UseCollegueSqlite(Path.GetTempPath());
        return new CollegueDb(options.Options, new OrganisationScope());
    }
}
