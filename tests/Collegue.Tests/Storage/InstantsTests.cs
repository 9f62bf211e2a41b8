using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Storage;

public sealed class InstantsTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>As text, these would be ordered by their local hours.</summary>
    private static readonly DateTimeOffset[] InOrder =
    [
        new(1969, 12, 31, 23, 0, 0, TimeSpan.Zero),
        Noon.AddMilliseconds(-1).ToOffset(TimeSpan.FromHours(11)),
        Noon.ToOffset(TimeSpan.FromHours(-4)),
        Noon.AddMilliseconds(1).ToOffset(TimeSpan.FromHours(2)),
        Noon.AddHours(1).ToOffset(TimeSpan.FromHours(-10)),
    ];

    [Theory, BothEngines]
    public async Task They_are_ordered_and_compared_as_instants(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        var request = await database.AddCaseAsync(organisation);
        foreach (var instant in InOrder.Reverse())
        {
            await database.AddAsync(organisation, database.Rows.Message(request, receivedAt: instant));
        }

        await using var session = await database.OpenAsync(organisation);
        var ordered = await session.Db.Messages.OrderBy(row => row.ReceivedAt).Select(row => row.ReceivedAt)
            .ToListAsync(TestContext.Current.CancellationToken);
        var later = await session.Db.Messages.CountAsync(row => row.ReceivedAt > Noon, TestContext.Current.CancellationToken);

        Assert.Equal(InOrder, ordered);
        Assert.Equal(2, later);
    }

    [Theory, BothEngines]
    public async Task They_are_kept_to_the_millisecond_in_universal_time(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        var request = await database.AddCaseAsync(organisation);
        var precise = Noon.AddMilliseconds(7).AddTicks(1234).ToOffset(TimeSpan.FromHours(2));
        await database.AddAsync(organisation, database.Rows.Message(request, receivedAt: precise));

        await using var session = await database.OpenAsync(organisation);
        var stored = await session.Db.Messages.Select(row => row.ReceivedAt).SingleAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Noon.AddMilliseconds(7), stored);
        Assert.Equal(TimeSpan.Zero, stored.Offset);
    }
}
