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
        var said = new Dictionary<Guid, int>();
        var position = 0;
        foreach (var passage in pending.Document.Passages)
        {
            yield return new Passage
            {
                OrganisationId = organisation,
                Id = IdOf(pending.Id, passage, said),
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

    /// <param name="said">How often each content was met: a file may say one thing thousands of times.</param>
    private static Guid IdOf(Guid document, SourcePassage passage, Dictionary<Guid, int> said)
    {
        var first = ContentHash.PassageId(document, passage, 0);
        var occurrence = said[first] = said.TryGetValue(first, out var before) ? before + 1 : 0;
        return occurrence == 0 ? first : ContentHash.PassageId(document, passage, occurrence);
    }

    private static string? Join(IReadOnlyList<string> parts) => parts.Count == 0 ? null : string.Join(Separator, parts);
}
