using Collegue.Gateway;
using Collegue.Gateway.Calling;
using Collegue.Tests.Answering.Models;
using Collegue.Tests.Storage;
using Xunit;

namespace Collegue.Tests.Gateway;

/// <summary>An order to stop reaches every call under way, whatever else comes.</summary>
public sealed class StopWatchesTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task A_call_that_comes_after_the_order_leaves_those_under_way_what_they_listen_to()
    {
        var database = await storage.OnAsync(Engine.Sqlite);
        await using var yard = new ModelYard(database, await database.AddOrganisationAsync());
        using var watches = new StopWatches(yard.Stops, yard.Clock);
        var caller = new GatewayCaller(yard.Organisation.Id, [], Guid.Empty, null, null);
        var underWay = watches.Of(caller);
        await yard.StopAsync();
        await yard.Stops.RefreshAsync(TestContext.Current.CancellationToken);

        using var next = watches.Of(caller);

        Assert.True(underWay.Token.IsCancellationRequested);
        Assert.False(next.Token.IsCancellationRequested);
        Assert.True(underWay.Token.WaitHandle.WaitOne(0));
        underWay.Dispose();
        Assert.Throws<ObjectDisposedException>(() => underWay.Token.WaitHandle);
    }

    [Fact]
    public async Task What_nobody_uses_any_more_is_no_longer_watched()
    {
        var database = await storage.OnAsync(Engine.Sqlite);
        await using var yard = new ModelYard(database, await database.AddOrganisationAsync());
        using var watches = new StopWatches(yard.Stops, yard.Clock);
        var caller = new GatewayCaller(yard.Organisation.Id, [], Guid.Empty, null, null);
        var call = watches.Of(caller);
        yard.Clock.Advance(TimeSpan.FromSeconds(30));
        var second = watches.Of(caller);
        Assert.Equal(call.Token, second.Token);

        call.Dispose();
        second.Dispose();
        yard.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Throws<ObjectDisposedException>(() => call.Token.WaitHandle);
        using var later = watches.Of(caller);
        Assert.NotEqual(call.Token, later.Token);
    }
}
