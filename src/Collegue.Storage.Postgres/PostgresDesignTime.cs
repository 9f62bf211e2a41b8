using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Collegue.Storage.Postgres;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model of this engine; nothing is connected to.</summary>
internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<CollegueDb>
{
    public CollegueDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<CollegueDb>();
        options.UseColleguePostgres("Host=localhost;Database=collegue");
        return new CollegueDb(options.Options, new OrganisationScope());
    }
}
