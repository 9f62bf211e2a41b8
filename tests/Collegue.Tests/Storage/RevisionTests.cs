using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Storage;

public sealed class RevisionTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Theory, BothEngines]
    public async Task Of_two_writers_of_a_case_the_second_fails_and_overwrites_nothing(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        await database.AddCaseAsync(organisation);
        await using var first = await database.OpenAsync(organisation);
        await using var second = await database.OpenAsync(organisation);
        var seenByFirst = await first.Db.Cases.SingleAsync(TestContext.Current.CancellationToken);
        var seenBySecond = await second.Db.Cases.SingleAsync(TestContext.Current.CancellationToken);

        (seenByFirst.Subject, seenByFirst.Revision) = ("Premier", seenByFirst.Revision + 1);
        await first.Db.SaveChangesAsync(TestContext.Current.CancellationToken);
        (seenBySecond.Subject, seenBySecond.Revision) = ("Second", seenBySecond.Revision + 1);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.Db.SaveChangesAsync(TestContext.Current.CancellationToken));

        await using var after = await database.OpenAsync(organisation);
        Assert.Equal("Premier", (await after.Db.Cases.SingleAsync(TestContext.Current.CancellationToken)).Subject);
    }
}
