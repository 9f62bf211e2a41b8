using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Organisations;

namespace Collegue.Tests.Storage;

/// <summary>What one request, job or command holds: a scope and a context bound to it.</summary>
public sealed class StorageSession(CollegueDb db, OrganisationScope scope, TimeProvider clock) : IAsyncDisposable
{
    public CollegueDb Db => db;
    public OrganisationScope Scope => scope;
    public AuditTrail Trail { get; } = new(db, scope, clock);

    public ValueTask DisposeAsync() => db.DisposeAsync();
}
