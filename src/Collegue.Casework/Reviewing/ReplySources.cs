using Collegue.Storage.Drafts;

namespace Collegue.Casework.Reviewing;

/// <summary>Which sources of a draft the text that leaves still carries.</summary>
internal static class ReplySources
{
    /// <summary>
    /// A source stays while its sentence is in the text word for word: one that was deleted or reworded vouches for nothing,
    /// and an unsupported one never did.
    /// </summary>
    public static IEnumerable<ReplySource> StillQuoted(Reply reply, Draft? draft) =>
        draft is null ? [] :
        draft.Sentences.Where(sentence => sentence.Supported && reply.Text.Contains(sentence.Text, StringComparison.Ordinal))
            .SelectMany(sentence => sentence.Citations)
            .DistinctBy(citation => (citation.PassageId, citation.Start))
            .Select((citation, position) => new ReplySource
            {
                OrganisationId = reply.OrganisationId,
                Id = Guid.CreateVersion7(reply.SentAt),
                ReplyId = reply.Id,
                Position = position,
                PassageId = citation.PassageId,
                Document = citation.Document,
                Title = citation.Title,
                Url = citation.Url,
                Updated = citation.Updated,
                Quote = citation.Quote,
            });
}
