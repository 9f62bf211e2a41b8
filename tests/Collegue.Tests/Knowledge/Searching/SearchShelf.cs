using Collegue.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Knowledge.Searching;

internal static class SearchShelf
{
    /// <summary>A library over a freshly migrated database.</summary>
    public static async Task<Library> OpenAsync(TestDatabase database)
    {
        await using var session = database.OpenInstance();
        await session.Db.Database.MigrateAsync(TestContext.Current.CancellationToken);
        return new Library(database);
    }
}
