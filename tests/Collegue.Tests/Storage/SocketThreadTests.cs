using System.Net;
using System.Net.Sockets;
using Collegue.Answering.Models.OpenAI;
using Collegue.Storage;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Storage;

public sealed class SocketThreadTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_runtime_still_has_the_switch_of_each_socket() => Assert.True(InlineSockets.AreKnown);

    [Fact]
    public async Task What_was_read_goes_on_in_the_thread_that_read_it_until_it_leaves()
    {
        var (before, after) = await AfterReadingAsync(inline: true, async () =>
        {
            var before = SocketThread.IsCurrent;
            await SocketThread.LeaveAsync();
            return (before, SocketThread.IsCurrent);
        });

        Assert.True(before);
        Assert.False(after);
    }

    [Fact]
    public async Task Other_sockets_hand_over_to_the_pool() =>
        Assert.False(await AfterReadingAsync(inline: false, () => Task.FromResult(SocketThread.IsCurrent)));

    [Theory, BothEngines]
    public async Task A_read_of_the_database_from_there_is_answered(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        await using var session = await database.OpenAsync(organisation);

        Assert.True(await AfterReadingAsync(inline: true, () => session.Db.Set<Organisation>().AnyAsync(row => row.Id == organisation.Id, Cancellation)));
    }

    [Theory, BothEngines]
    public async Task A_read_of_the_database_that_would_stop_it_is_refused(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        await using var session = await database.OpenAsync(organisation);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            AfterReadingAsync(inline: true, () => Task.FromResult(session.Db.Set<Organisation>().Any(row => row.Id == organisation.Id))));
    }

    /// <summary>Does something where the runtime goes on after a socket was read.</summary>
    private static async Task<T> AfterReadingAsync<T>(bool inline, Func<Task<T>> act)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using var writer = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await writer.ConnectAsync(listener.LocalEndPoint!, Cancellation);
        using var reader = await listener.AcceptAsync(Cancellation);
        InlineSockets.Prefer(reader, inline);
        var acting = ActAsync();
        await writer.SendAsync(new byte[1], Cancellation);
        return await acting;

        async Task<T> ActAsync()
        {
            await reader.ReceiveAsync(new byte[1], Cancellation).ConfigureAwait(false);
            return await act().ConfigureAwait(false);
        }
    }
}
