using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Xunit;

namespace Collegue.Tests.Storage;

public sealed partial class TestDatabase
{
    public async Task<Organisation> AddOrganisationAsync(Organisation? parent = null)
    {
        var organisation = Rows.Organisation(parent);
        await SaveAsync(OpenInstance(), organisation);
        return organisation;
    }

    public async Task<Agent> AddAgentAsync()
    {
        var agent = Rows.Agent();
        await SaveAsync(OpenInstance(), agent);
        return agent;
    }

    public Task<Case> AddCaseAsync(Organisation organisation) => AddAsync(organisation, Rows.Case(organisation));

    public Task<Message> AddMessageAsync(Organisation organisation, Case request) => AddAsync(organisation, Rows.Message(request));

    public Task<Draft> AddDraftAsync(Organisation organisation, Message message) => AddAsync(organisation, Rows.Draft(message));

    public Task<Collection> AddCollectionAsync(Organisation organisation, bool shared = false) =>
        AddAsync(organisation, Rows.Collection(organisation, shared));

    public Task<Document> AddDocumentAsync(Organisation organisation, Collection collection) =>
        AddAsync(organisation, Rows.Document(collection));

    public Task<Passage> AddPassageAsync(Organisation organisation, Document document) =>
        AddAsync(organisation, Rows.Passage(document));

    /// <summary>Stores the row as the organisation would.</summary>
    public async Task<T> AddAsync<T>(Organisation organisation, T row)
        where T : class, IBelongsToOrganisation
    {
        await SaveAsync(await OpenAsync(organisation), row);
        return row;
    }

    private static async Task SaveAsync(StorageSession session, object row)
    {
        await using (session)
        {
            session.Db.Add(row);
            await session.Db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
    }
}
