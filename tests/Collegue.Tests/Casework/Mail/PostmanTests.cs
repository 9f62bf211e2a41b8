using Collegue.Casework;
using Collegue.Casework.Intake.Mail;
using Collegue.Casework.Sending;
using Collegue.Storage.Audit;
using Collegue.Storage.Jobs;
using Collegue.Storage.Mail;
using Collegue.Storage.Organisations;
using Collegue.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;
using Xunit;

namespace Collegue.Tests.Casework.Mail;

/// <summary>A letter is handed over once: what is certain, what waits for a proof, what is given up.</summary>
public sealed class PostmanTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Theory, BothEngines]
    public async Task A_letter_taken_is_never_handed_over_again(Engine engine)
    {
        await using var post = await Post.OpenAsync(storage, engine);

        await post.DeliverAsync();
        await post.DeliverAsync();

        Assert.Equal((1, LetterState.Accepted), (post.Drop.Times, (await post.LetterAsync()).State));
    }

    [Theory, BothEngines]
    public async Task A_letter_lost_from_sight_waits_for_its_copy_and_is_sent_again_only_without_it(Engine engine)
    {
        await using var post = await Post.OpenAsync(storage, engine);
        await post.AddProofMailboxAsync();
        post.Drop.Answer = () => throw new IOException();
        await Assert.ThrowsAsync<LaterException>(post.DeliverAsync);
        post.Drop.Answer = () => new DropOutcome.Taken();

        Assert.Equal(LetterState.HandingOver, (await post.LetterAsync()).State);
        await Assert.ThrowsAsync<LaterException>(post.DeliverAsync);
        Assert.Equal(1, post.Drop.Times);

        post.Database.Clock.Advance(TimeSpan.FromSeconds(601));
        await Assert.ThrowsAsync<LaterException>(post.DeliverAsync);
        await post.SeeMailboxAsync();
        await post.DeliverAsync();
        Assert.Equal((2, LetterState.Accepted), (post.Drop.Times, (await post.LetterAsync()).State));
        Assert.Single(post.Drop.MessageIds.Distinct());
    }

    [Theory, BothEngines]
    public async Task The_copy_proves_that_the_letter_left(Engine engine)
    {
        await using var post = await Post.OpenAsync(storage, engine);
        await post.AddProofMailboxAsync();
        post.Drop.Answer = () => throw new IOException();
        await Assert.ThrowsAsync<LaterException>(post.DeliverAsync);

        await post.SeeCopyAsync();
        post.Database.Clock.Advance(TimeSpan.FromHours(1));
        await post.DeliverAsync();

        Assert.Equal((1, LetterState.Accepted), (post.Drop.Times, (await post.LetterAsync()).State));
    }

    [Theory, BothEngines]
    public async Task For_a_time_is_tried_again_and_for_good_is_given_up(Engine engine)
    {
        await using var post = await Post.OpenAsync(storage, engine);
        post.Drop.Answer = () => new DropOutcome.Later("451 plus tard");
        await Assert.ThrowsAsync<LaterException>(post.DeliverAsync);
        var waiting = await post.LetterAsync();
        Assert.Equal((LetterState.Waiting, 1, "451 plus tard"), (waiting.State, waiting.Tries, waiting.Failure));

        post.Drop.Answer = () => new DropOutcome.Refused("550 inconnu");
        await post.DeliverAsync();
        await post.DeliverAsync();
        var failed = await post.LetterAsync();
        Assert.Equal((LetterState.Failed, "550 inconnu", 2), (failed.State, failed.Failure, post.Drop.Times));
    }

    private sealed class FakeDrop : IMailDrop
    {
        public Func<DropOutcome> Answer { get; set; } = () => new DropOutcome.Taken();

        public int Times { get; private set; }

        public List<string> MessageIds { get; } = [];

        public async Task<DropOutcome> DropAsync(MimeMessage message, MailEnvelope envelope, Func<Task> handingOver, CancellationToken cancellation)
        {
            await handingOver();
            Times++;
            MessageIds.Add(message.MessageId!);
            return Answer();
        }
    }

    private sealed class AsTheyAre : IOptionsSnapshot<CaseworkOptions>
    {
        public CaseworkOptions Value { get; } = new();

        public CaseworkOptions Get(string? name) => Value;
    }

    /// <summary>One letter, and what delivers it.</summary>
    private sealed class Post(TestDatabase database, Organisation organisation, Guid letter, ServiceProvider services) : IAsyncDisposable
    {
        public TestDatabase Database => database;

        public FakeDrop Drop { get; } = new();

        public static async Task<Post> OpenAsync(StorageFixture storage, Engine engine)
        {
            var database = await storage.OnAsync(engine);
            var organisation = await database.AddOrganisationAsync();
            var request = await database.AddCaseAsync(organisation);
            var letter = new OutboxMessage
            {
                OrganisationId = organisation.Id,
                Id = database.Rows.NewId(),
                CaseId = request.Id,
                Recipient = "camille@exemple.fr",
                Subject = "Votre demande",
                Body = "Bonjour",
                CreatedAt = database.Rows.Now,
            };
            await database.AddAsync(organisation, letter);
            var services = new ServiceCollection();
            services.AddScoped(_ => database.OpenWithoutScope());
            services.AddScoped(provider => provider.GetRequiredService<StorageSession>().Scope);
            services.AddScoped(provider => provider.GetRequiredService<StorageSession>().Db);
            return new Post(database, organisation, letter.Id, services.BuildServiceProvider());
        }

        public async Task DeliverAsync()
        {
            await using var session = await database.OpenAsync(organisation);
            var directory = new OrganisationDirectory(services.GetRequiredService<IServiceScopeFactory>(), database.Clock);
            var mail = Options.Create(new MailOptions());
            var files = new ReplyFiles(session.Db, session.Scope, session.Trail, database.Clock, new AsTheyAre());
            var postman = new Postman(
                session.Db, session.Scope, directory, new LetterEnvelopes(session.Db, files, mail), Drop, session.Trail, database.Clock, Options.Create(new MailIntakeOptions()));
            await postman.HandleAsync(letter, TestContext.Current.CancellationToken);
        }

        public async Task<OutboxMessage> LetterAsync()
        {
            await using var session = await database.OpenAsync(organisation);
            return await session.Db.OutboxMessages.AsNoTracking().SingleAsync(row => row.Id == letter, TestContext.Current.CancellationToken);
        }

        public Task<Mailbox> AddProofMailboxAsync()
        {
            var mailbox = database.Rows.Mailbox(organisation);
            (mailbox.KeepsCopies, mailbox.ConnectedAt, mailbox.LastSeenAt) = (true, database.Rows.Now, database.Rows.Now);
            return database.AddAsync(organisation, mailbox);
        }

        public async Task SeeMailboxAsync()
        {
            await using var session = await database.OpenAsync(organisation);
            var id = await session.Db.Mailboxes.Select(row => row.Id).SingleAsync(TestContext.Current.CancellationToken);
            await new MailboxShelf(session.Db, session.Scope, database.Clock).SeenAsync(id, TestContext.Current.CancellationToken);
        }

        public async Task SeeCopyAsync()
        {
            await using var session = await database.OpenAsync(organisation);
            Assert.NotNull(await new LetterReports(session.Db, new AuditTrail(session.Db, session.Scope, database.Clock), database.Clock)
                .IsOwnAsync($"{letter}@localhost", TestContext.Current.CancellationToken));
        }

        public ValueTask DisposeAsync() => services.DisposeAsync();
    }
}
