using Collegue.Storage;
using Collegue.Storage.Organisations;
using Collegue.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Storage;

/// <summary>A copy of the embedded database, made by the database itself, opens like the original.</summary>
public sealed class CopiedDatabaseTests : IDisposable
{
    private readonly DirectoryInfo _original = Directory.CreateTempSubdirectory("collegue-original-");
    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("collegue-copy-");

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _original.Delete(recursive: true);
        _copy.Delete(recursive: true);
    }

    [Fact]
    public async Task A_copy_that_is_no_longer_in_write_ahead_mode_is_opened_and_written()
    {
        await using (var original = Open(_original))
        {
            await original.Database.MigrateAsync(Now);
            await original.Database.ExecuteSqlAsync($"VACUUM INTO {Path.Combine(_copy.FullName, SqliteStorage.FileName)}", Now);
        }

        await using var copy = Open(_copy);
        await copy.Database.MigrateAsync(Now);

        Assert.Equal(2, await copy.Database.ExecuteSqlAsync($"UPDATE number_sequences SET last = 7", Now));
    }

    private static CollegueDb Open(DirectoryInfo folder)
    {
        var options = new DbContextOptionsBuilder<CollegueDb>();
        options.UseCollegueSqlite(folder.FullName);
        return new CollegueDb(options.Options, new OrganisationScope());
    }
}
