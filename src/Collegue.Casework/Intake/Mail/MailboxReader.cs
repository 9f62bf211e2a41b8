using Collegue.Storage.Mail;
using Collegue.Storage.Organisations;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Intake.Mail;

/// <summary>
/// Reads one mailbox until it is told to stop or the connection ends: stores each mail, decides it, then tells the server. Killed at
/// any moment, the next reader goes on from what is stored.
/// </summary>
public sealed class MailboxReader(
    IServiceScopeFactory scopes, OrganisationDirectory directory, MailboxConnections connections, TimeProvider clock, IOptions<MailIntakeOptions> options)
{
    private const int FiledAtOnce = 100;

    public async Task ReadAsync(Mailbox mailbox, CancellationToken cancellation)
    {
        using var client = await connections.OpenAsync(mailbox, cancellation);
        var folder = await client.GetFolderAsync(mailbox.Folder, cancellation);
        var validity = (long)folder.UidValidity;
        var last = await OnShelfAsync(mailbox, shelf => shelf.BeginAsync(mailbox.Id, validity, cancellation), cancellation);
        using var news = new Announcements(folder);
        foreach (var pending in await OnShelfAsync(mailbox, shelf => shelf.PendingAsync(mailbox.Id, cancellation), cancellation))
        {
            await DecideAsync(mailbox, pending, cancellation);
        }

        while (true)
        {
            news.Forget();
            last = await ReadNewAsync(mailbox, folder, validity, last, cancellation);
            await FileAsync(mailbox, client, folder, validity, cancellation);
            await OnShelfAsync(mailbox, shelf => shelf.SeenAsync(mailbox.Id, cancellation), cancellation);
            await WaitAsync(client, news, cancellation);
        }
    }

    private async Task<long> ReadNewAsync(Mailbox mailbox, IMailFolder folder, long validity, long last, CancellationToken cancellation)
    {
        if (last >= uint.MaxValue)
        {
            return last;
        }

        // A server asked for what follows its last mail gives that last mail.
        var found = await folder.SearchAsync(SearchQuery.Uids(new UniqueIdRange(new UniqueId((uint)last + 1), UniqueId.MaxValue)), cancellation);
        var fresh = found.Where(uid => uid.Id > last).OrderBy(uid => uid.Id).ToList();
        foreach (var chunk in fresh.Chunk(FiledAtOnce))
        {
            var facts = (await folder.FetchAsync(chunk, MessageSummaryItems.UniqueId | MessageSummaryItems.InternalDate | MessageSummaryItems.Size, cancellation))
                .ToDictionary(fact => fact.UniqueId.Id);
            foreach (var uid in chunk)
            {
                // Whatever left the folder meanwhile is no longer there to be read.
                if (facts.TryGetValue(uid.Id, out var fact))
                {
                    await TakeAsync(mailbox, folder, validity, fact, cancellation);
                }

                last = uid.Id;
            }
        }

        return last;
    }

    private async Task TakeAsync(Mailbox mailbox, IMailFolder folder, long validity, IMessageSummary fact, CancellationToken cancellation)
    {
        var uid = fact.UniqueId;
        if (mailbox.ReadSince is { } since && fact.InternalDate is { } arrived && arrived < since.AddSeconds(-1))
        {
            await OnShelfAsync(mailbox, shelf => shelf.PassAsync(mailbox.Id, validity, uid.Id, cancellation), cancellation);
            return;
        }

        byte[] raw;
        var tooLarge = fact.Size > options.Value.MaxMailBytes;
        try
        {
            await using var stream = tooLarge
                ? await folder.GetStreamAsync(uid, "HEADER", cancellation)
                : await folder.GetStreamAsync(uid, cancellation);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, cancellation);
            raw = copy.ToArray();
        }
        catch (MessageNotFoundException)
        {
            return;
        }

        if (await OnShelfAsync(mailbox, shelf => shelf.StoreAsync(mailbox.Id, validity, uid.Id, raw, tooLarge ? "too-large" : null, cancellation), cancellation) is { } stored)
        {
            await DecideAsync(mailbox, stored, cancellation);
        }
    }

    private async Task FileAsync(Mailbox mailbox, ImapClient client, IMailFolder folder, long validity, CancellationToken cancellation)
    {
        var unfiled = await OnShelfAsync(mailbox, shelf => shelf.UnfiledAsync(mailbox.Id, validity, cancellation), cancellation);
        foreach (var chunk in unfiled.Chunk(FiledAtOnce))
        {
            var uids = chunk.Select(uid => new UniqueId((uint)uid)).ToList();
            if (mailbox.MoveTo is { } place)
            {
                await folder.MoveToAsync(uids, await PlaceAsync(client, place, cancellation), cancellation);
            }
            else
            {
                await folder.StoreAsync(uids, new StoreFlagsRequest(StoreAction.Add, MessageFlags.Seen) { Silent = true }, cancellation);
            }

            await OnShelfAsync(mailbox, shelf => shelf.FiledAsync(mailbox.Id, validity, chunk, cancellation), cancellation);
        }
    }

    private static async Task<IMailFolder> PlaceAsync(ImapClient client, string place, CancellationToken cancellation)
    {
        try
        {
            return await client.GetFolderAsync(place, cancellation);
        }
        catch (FolderNotFoundException)
        {
            var top = client.GetFolder(client.PersonalNamespaces[0]);
            return await top.CreateAsync(place, isMessageFolder: true, cancellation)
                ?? throw new MailboxException("folder");
        }
    }

    private async Task WaitAsync(ImapClient client, Announcements news, CancellationToken cancellation)
    {
        if (news.IsAny)
        {
            return;
        }

        if (options.Value.UseIdle && client.Capabilities.HasFlag(ImapCapabilities.Idle))
        {
            using var done = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.IdleSeconds), clock);
            using (news.Ending(done))
            {
                await client.IdleAsync(done.Token, cancellation);
            }
        }
        else
        {
            using var pause = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.PollSeconds), clock);
            await pause.WaitForNextTickAsync(cancellation);
            await client.NoOpAsync(cancellation);
        }
    }

    private async Task DecideAsync(Mailbox mailbox, Guid mail, CancellationToken cancellation)
    {
        await using var scope = await EnterAsync(mailbox, cancellation);
        await scope.ServiceProvider.GetRequiredService<MailIntake>().DecideAsync(mail, cancellation);
    }

    private async Task<T> OnShelfAsync<T>(Mailbox mailbox, Func<MailboxShelf, Task<T>> act, CancellationToken cancellation)
    {
        await using var scope = await EnterAsync(mailbox, cancellation);
        return await act(scope.ServiceProvider.GetRequiredService<MailboxShelf>());
    }

    /// <summary>A unit of work for each step, so that thousands of mails are never held at once.</summary>
    private async Task<AsyncServiceScope> EnterAsync(Mailbox mailbox, CancellationToken cancellation)
    {
        var organisation = await directory.FindAsync(mailbox.OrganisationId, cancellation) ?? throw new MailboxException("other");
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().Enter(organisation.Id, organisation.Ancestors);
        return scope;
    }

    /// <summary>Remembers that the server said that something came, even while it was asked something else.</summary>
    private sealed class Announcements : IDisposable
    {
        private readonly IMailFolder folder;
        private CancellationTokenSource? waiting;

        public Announcements(IMailFolder folder)
        {
            this.folder = folder;
            folder.CountChanged += Hear;
        }

        public bool IsAny { get; private set; }

        public void Forget() => IsAny = false;

        public IDisposable Ending(CancellationTokenSource wait)
        {
            waiting = wait;
            return new Ended(this);
        }

        public void Dispose() => folder.CountChanged -= Hear;

        private void Hear(object? sender, EventArgs change)
        {
            IsAny = true;
            waiting?.Cancel();
        }

        private sealed class Ended(Announcements news) : IDisposable
        {
            public void Dispose() => news.waiting = null;
        }
    }
}
