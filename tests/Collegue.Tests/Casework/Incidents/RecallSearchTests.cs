using System.Data.Common;
using System.Globalization;
using Collegue.Casework.Incidents;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Incidents;
using Collegue.Storage.Organisations;
using Collegue.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Xunit;

namespace Collegue.Tests.Casework.Incidents;

public sealed class RecallSearchTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const string Wrong = "Le repas de la cantine coûte 3,20 € pour un quotient de 742.";

    [Theory, BothEngines]
    public async Task Among_thousands_of_replies_it_reads_only_those_that_share_the_sentence(Engine engine)
    {
        var (database, organisation, agent) = await OrganisationAsync(engine);
        await FillAsync(database, organisation, agent, 3_000);
        var same = await ReplyAsync(database, organisation, agent, $"Bonjour.\n{Wrong.ToUpperInvariant()}\nÀ bientôt.");
        var edited = await ReplyAsync(database, organisation, agent, "Notez que le repas de la cantine coûte bien 3,20 € pour un quotient de 742.");
        await ReplyAsync(database, organisation, agent, Wrong.Replace("3,20", "3,60", StringComparison.Ordinal));
        var counted = new CountedCommands();
        await using var session = await database.OpenAsync(organisation, options => options.AddInterceptors(counted));
        var search = new RecallSearch(session.Db);
        await search.FindAsync(database.Rows.Incident(organisation, agent), Reach.Sentence, TestContext.Current.CancellationToken);
        counted.Reset();

        var found = await search.FindAsync(Incident(database, organisation, agent), Reach.Sentence, TestContext.Current.CancellationToken);

        Assert.Equal(
            new[] { (same, FoundBy.SameSentence), (edited, FoundBy.EditedSentence) }.OrderBy(row => row.Item1),
            found.Select(row => (row.ReplyId, row.FoundBy)).OrderBy(row => row.ReplyId));
        Assert.True(counted.Commands <= 10 && counted.Rows <= 40, $"{counted.Commands} commands, {counted.Rows} rows");
    }

    [Theory, BothEngines]
    public async Task What_the_reply_came_from_finds_it_too_and_another_organisation_never(Engine engine)
    {
        var (database, organisation, agent) = await OrganisationAsync(engine);
        var (_, elsewhere, _) = await OrganisationAsync(engine);
        var incident = Incident(database, organisation, agent);
        var cited = await DraftedAsync(database, organisation, agent, incident, cites: true, kept: true);
        var reworded = await DraftedAsync(database, organisation, agent, incident, cites: true, kept: false);
        var other = await DraftedAsync(database, organisation, agent, incident, cites: false, kept: false);
        await DraftedAsync(database, elsewhere, agent, incident, cites: true, kept: true);
        await using var session = await database.OpenAsync(organisation);
        var search = new RecallSearch(session.Db);

        // Ids of one instant have no order.
        async Task<HashSet<(Guid, FoundBy)>> FoundAsync(Reach reach) =>
            [.. (await search.FindAsync(incident, reach, TestContext.Current.CancellationToken)).Select(row => (row.ReplyId, row.FoundBy))];

        Assert.Equal(new HashSet<(Guid, FoundBy)> { (cited, FoundBy.Source), (reworded, FoundBy.DraftSource) }, await FoundAsync(Reach.Passage));
        Assert.Equal(new HashSet<(Guid, FoundBy)> { (cited, FoundBy.Source), (reworded, FoundBy.DraftSource) }, await FoundAsync(Reach.Document));
        Assert.Equal(new HashSet<(Guid, FoundBy)> { (cited, FoundBy.Prompt), (reworded, FoundBy.Prompt), (other, FoundBy.Prompt) }, await FoundAsync(Reach.Prompt));
        Assert.Equal(new HashSet<(Guid, FoundBy)> { (cited, FoundBy.Model), (reworded, FoundBy.Model), (other, FoundBy.Model) }, await FoundAsync(Reach.Model));
        Assert.Equal(new HashSet<(Guid, FoundBy)> { (cited, FoundBy.Rules), (reworded, FoundBy.Rules), (other, FoundBy.Rules) }, await FoundAsync(Reach.Rules));
    }

    private async Task<(TestDatabase Database, Organisation Organisation, Agent Agent)> OrganisationAsync(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        return (database, await database.AddOrganisationAsync(), await database.AddAgentAsync());
    }

    private static Incident Incident(TestDatabase database, Organisation organisation, Agent agent) => new()
    {
        OrganisationId = organisation.Id,
        Id = database.Rows.NewId(),
        ReportedAt = database.Rows.Now,
        ReportedByAgentId = agent.Id,
        WrongText = Wrong,
        Description = "Faux",
        Reaches = "Sentence",
        PassageId = new Guid("00000000-0000-7000-8000-000000000001"),
        Document = "cantine/tarifs",
        PromptHash = "empreinte",
        Model = "un-modele",
        RulesVersion = "2026-11-24",
    };

    /// <summary>Stored as rows written before sentences were kept: the first search reads them.</summary>
    private static async Task FillAsync(TestDatabase database, Organisation organisation, Agent agent, int count)
    {
        await using var session = await database.OpenAsync(organisation);
        var request = database.Rows.Case(organisation);
        session.Db.Add(request);
        await session.Db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var replies = Enumerable.Range(0, count).Select(at => new Reply
        {
            OrganisationId = organisation.Id,
            Id = database.Rows.NewId(),
            CaseId = request.Id,
            AgentId = agent.Id,
            SignedBy = "Mairie",
            Text = string.Create(CultureInfo.InvariantCulture, $"Bonjour,\nVotre dossier numéro {at} est complet. La mairie vous attend le {at % 28} mars au guichet {at % 7}.\nLe stationnement coûte {at} euros."),
            SentAt = database.Rows.Now,
        }).ToList();
        await using var transaction = await session.Db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await session.Db.InsertAsync(replies, TestContext.Current.CancellationToken);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<Guid> ReplyAsync(TestDatabase database, Organisation organisation, Agent agent, string text)
    {
        var request = await database.AddCaseAsync(organisation);
        var reply = new Reply
        {
            OrganisationId = organisation.Id,
            Id = database.Rows.NewId(),
            CaseId = request.Id,
            AgentId = agent.Id,
            SignedBy = "Mairie",
            Text = text,
            SentAt = database.Rows.Now,
        };
        return (await database.AddAsync(organisation, reply)).Id;
    }

    private static async Task<Guid> DraftedAsync(TestDatabase database, Organisation organisation, Agent agent, Incident incident, bool cites, bool kept)
    {
        var rows = database.Rows;
        var request = await database.AddCaseAsync(organisation);
        var message = await database.AddMessageAsync(organisation, request);
        await database.AddAsync(organisation, new TriageResult { OrganisationId = organisation.Id, Id = rows.NewId(), CaseId = request.Id, MessageId = message.Id, Handling = Handling.Assisted, Urgency = Urgency.Normal, Confidence = 1, Reasons = "[]", RulesVersion = incident.RulesVersion!, DecidedAt = rows.Now });
        var draft = new Draft { OrganisationId = organisation.Id, Id = rows.NewId(), CaseId = request.Id, MessageId = message.Id, Engine = "model", Status = "answered", Text = Wrong, Model = incident.Model, PromptHash = incident.PromptHash, CreatedAt = rows.Now };
        var sentence = new DraftSentence { OrganisationId = organisation.Id, Id = rows.NewId(), DraftId = draft.Id, Position = 0, Text = Wrong, Supported = true };
        draft.Sentences.Add(sentence);
        if (cites)
        {
            sentence.Citations.Add(new Citation { OrganisationId = organisation.Id, Id = rows.NewId(), SentenceId = sentence.Id, PassageId = incident.PassageId!.Value, DocumentId = rows.NewId(), Document = incident.Document!, Title = "Tarifs", Quote = Wrong, Start = 0 });
        }

        await database.AddAsync(organisation, draft);
        var reply = rows.Reply(request, agent, draft);
        if (kept)
        {
            reply.Sources.Add(new ReplySource { OrganisationId = organisation.Id, Id = rows.NewId(), ReplyId = reply.Id, Position = 0, PassageId = incident.PassageId!.Value, Document = incident.Document!, Title = "Tarifs", Quote = Wrong });
        }

        return (await database.AddAsync(organisation, reply)).Id;
    }

    private sealed class CountedCommands : DbCommandInterceptor
    {
        public int Commands { get; private set; }
        public int Rows { get; private set; }

        public void Reset() => (Commands, Rows) = (0, 0);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Commands++;
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }

        public override InterceptionResult DataReaderClosing(DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result) => Note(eventData.ReadCount, result);

        public override ValueTask<InterceptionResult> DataReaderClosingAsync(DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result) => new(Note(eventData.ReadCount, result));

        private InterceptionResult Note(int rows, InterceptionResult result)
        {
            Rows += rows;
            return result;
        }
    }
}
