using Collegue.Answering;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;

namespace Collegue.Casework.Drafting;

/// <summary>An answer as rows: every sentence with its citations and checks, as they were when the draft was written.</summary>
internal static class DraftRows
{
    public static Draft Build(Guid organisation, Message message, Answer answer, string text, DateTimeOffset now)
    {
        var draft = new Draft
        {
            OrganisationId = organisation,
            Id = Guid.CreateVersion7(now),
            CaseId = message.CaseId,
            MessageId = message.Id,
            Engine = answer.Engine,
            Model = answer.Model?.Model,
            Prompt = answer.Model?.Prompt,
            PromptHash = answer.Model?.PromptHash,
            Status = answer.Status.WireName(),
            Text = text,
            CreatedAt = now,
        };
        foreach (var (position, sentence) in answer.Sentences.Index())
        {
            draft.Sentences.Add(Build(organisation, draft.Id, position, sentence, answer.Checks.Where(check => check.Sentence == position), now));
        }

        return draft;
    }

    private static DraftSentence Build(
        Guid organisation, Guid draftId, int position, AnswerSentence sentence, IEnumerable<AnswerCheck> checks, DateTimeOffset now)
    {
        var row = new DraftSentence
        {
            OrganisationId = organisation,
            Id = Guid.CreateVersion7(now),
            DraftId = draftId,
            Position = position,
            Text = sentence.Text,
            Supported = sentence.Supported,
        };
        row.Citations.AddRange(sentence.Citations.Select(citation => new Citation
        {
            OrganisationId = organisation,
            Id = Guid.CreateVersion7(now),
            SentenceId = row.Id,
            PassageId = citation.PassageId,
            DocumentId = citation.DocumentId,
            Document = citation.Document,
            Title = citation.Title,
            Heading = citation.Heading,
            Url = citation.Url,
            Updated = citation.Updated,
            Quote = citation.Quote,
            Start = citation.Start,
        }));
        row.Checks.AddRange(checks.Select(check => new Check
        {
            OrganisationId = organisation,
            Id = Guid.CreateVersion7(now),
            SentenceId = row.Id,
            Kind = check.Kind,
            Value = check.Value,
            Passed = check.Passed,
        }));
        return row;
    }
}
