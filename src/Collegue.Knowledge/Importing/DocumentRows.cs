using Collegue.Knowledge.Sources;
using Collegue.Storage.Knowledge;

namespace Collegue.Knowledge.Importing;

/// <summary>Turns a document of a source into rows.</summary>
internal static class DocumentRows
{
    private const string Separator = " > ";

    public static Document Document(PendingDocument pending, Guid organisation, Guid collection, long number, DateTimeOffset now) => new()
    {
        OrganisationId = organisation,
        Id = pending.Id,
        CollectionId = collection,
        Number = number,
        Key = pending.Document.Key,
        Title = pending.Document.Title,
        Url = pending.Document.Url,
        Path = Join(pending.Document.Path),
        Theme = pending.Document.Theme,
        Audience = pending.Document.Audience,
        Description = pending.Document.Description,
        Updated = pending.Document.Updated,
        ValidFrom = pending.Document.ValidFrom,
        ValidUntil = pending.Document.ValidUntil,
        Metadata = pending.Document.Metadata,
        ContentHash = pending.ContentHash,
        ImportedAt = now,
    };

    public static IEnumerable<Passage> Passages(PendingDocument pending, Guid organisation)
    {
        var ids = new HashSet<Guid>();
        var position = 0;
        foreach (var passage in pending.Document.Passages)
        {
            yield return new Passage
            {
                OrganisationId = organisation,
                Id = FreeId(pending.Id, passage, ids),
                DocumentId = pending.Id,
                Position = position++,
                Kind = passage.Kind,
                Heading = Join(passage.Heading),
                Situation = Join(passage.Situation),
                Text = passage.Text,
                Url = passage.Url,
            };
        }
    }

    private static Guid FreeId(Guid document, SourcePassage passage, HashSet<Guid> taken)
    {
        for (var occurrence = 0; ; occurrence++)
        {
            var id = ContentHash.PassageId(document, passage, occurrence);
            if (taken.Add(id))
            {
                return id;
            }
        }
    }

    private static string? Join(IReadOnlyList<string> parts) => parts.Count == 0 ? null : string.Join(Separator, parts);
}
