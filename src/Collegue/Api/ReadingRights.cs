using System.Linq.Expressions;
using System.Security.Claims;
using Collegue.Access.Keys;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;

namespace Collegue.Api;

/// <summary>What a program may read of the organisation it entered; somebody without key reads what citizens read.</summary>
/// <param name="ForAgents">Also what is for agents; never what is for the agents of one department only.</param>
internal sealed record ReadingRights(bool ForAgents)
{
    private const string Agents = "agents";

    public static ReadingRights Of(ClaimsPrincipal user) => new(user.Scope() is { } scopes && scopes.HasFlag(ApiScopes.ReadForAgents));

    public IQueryable<Collection> Of(IQueryable<Collection> collections) => collections.Where(MayRead);

    public IQueryable<Document> Of(IQueryable<Document> documents) => ForAgents
        ? documents.Where(row => row.Collection!.Readers == Readers.Everyone || row.Collection.Readers == Readers.Agents)
        : documents.Where(row => row.Collection!.Readers == Readers.Everyone && row.Audience != Agents);

    public IQueryable<Passage> Of(IQueryable<Passage> passages) => ForAgents
        ? passages.Where(row => row.Document!.Collection!.Readers == Readers.Everyone || row.Document.Collection.Readers == Readers.Agents)
        : passages.Where(row => row.Document!.Collection!.Readers == Readers.Everyone && row.Document.Audience != Agents);

    private Expression<Func<Collection, bool>> MayRead => ForAgents
        ? row => row.Readers == Readers.Everyone || row.Readers == Readers.Agents
        : row => row.Readers == Readers.Everyone;
}
