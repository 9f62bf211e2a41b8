using Collegue.Casework;
using Collegue.Casework.Sending;
using Collegue.Storage;
using Collegue.Storage.Conversations;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Workers;

/// <summary>
/// Tells the owners of the sources of an answer what an agent says of it, each in their own organisation: what is shared is
/// corrected by who shares it. Run again after a crash, it tells nobody twice.
/// </summary>
internal sealed class FeedbackTelling(CollegueDb db, OrganisationScope scope, OrganisationDirectory directory, IServiceScopeFactory scopes) : IJobHandler
{
    public string Kind => JobKinds.TellFeedback;

    public async Task HandleAsync(Guid subjectId, CancellationToken cancellation)
    {
        var feedback = await db.AnswerFeedback.AsNoTracking().Include(row => row.Documents).SingleOrDefaultAsync(row => row.Id == subjectId, cancellation);
        var from = await directory.FindAsync(scope.Current, cancellation);
        foreach (var cited in feedback?.Documents.GroupBy(row => (row.CollectionOrganisationId, row.CollectionId)) ?? [])
        {
            if (await directory.FindAsync(cited.Key.CollectionOrganisationId, cancellation) is { } owner)
            {
                await TellAsync(owner, cited.Key.CollectionId, feedback!, from!.Name, [.. cited.Select(row => row.Title).Order(StringComparer.Ordinal)], cancellation);
            }
        }
    }

    private async Task TellAsync(
        OrganisationView owner, Guid collectionId, AnswerFeedback feedback, string from, IReadOnlyList<string> documents, CancellationToken cancellation)
    {
        await using var unit = scopes.CreateAsyncScope();
        unit.ServiceProvider.GetRequiredService<OrganisationScope>().Enter(owner.Id, owner.Ancestors);
        var collection = await unit.ServiceProvider.GetRequiredService<CollegueDb>().Collections.AsNoTracking()
            .SingleOrDefaultAsync(row => row.OrganisationId == owner.Id && row.Id == collectionId, cancellation);
        if (collection is not null)
        {
            await unit.ServiceProvider.GetRequiredService<OwnerLetters>().TellAsync(
                new OwnerNews.Feedback(collection, feedback.Id, feedback.Kind, feedback.Note, from, documents), cancellation);
        }
    }
}
