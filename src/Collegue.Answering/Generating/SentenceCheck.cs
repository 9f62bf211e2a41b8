using Collegue.Answering.Extracting;
using Collegue.Answering.Grounding;

namespace Collegue.Answering.Generating;

/// <summary>Whether a sentence of a model may be shown: cited, quoted, checked, its contacts those of its sources or of the office.</summary>
internal sealed class SentenceCheck(Grounder grounder, GeneratingOptions options)
{
    /// <summary>No sentence when it is not to be shown; its checks are numbered -1 then.</summary>
    public async Task<(AnswerSentence? Sentence, IReadOnlyList<AnswerCheck> Checks)> RunAsync(
        Written.Sentence written, Question question, IReadOnlyList<NumberedPassage> passages, int position, CancellationToken cancellation)
    {
        var claim = CitedSentences.ToClaim(written, passages);
        var grounded = (await grounder.CheckAsync([claim], [.. Attachments.Stored(question.Attached)], cancellation))[0];
        var contacts = Mask(claim, question, passages);
        var supported = grounded.Supported && contacts.Masked.Count == 0;
        var shown = supported || options.Unsupported == UnsupportedSentences.Mark;
        AnswerCheck[] checks =
        [
            .. grounded.Checks.Concat(contacts.Masked.Select(contact => new AnswerCheck(position, contact.Kind, contact.Value, false)))
                .Distinct().Select(check => check with { Sentence = shown ? position : -1 }),
        ];
        return shown
            ? (new AnswerSentence(contacts.Text, supported, claim.Citations, SentenceRole.Answer, CitedSentences.SituationOf(claim, passages)), checks)
            : (null, checks);
    }

    private static MaskedContacts Mask(Claim claim, Question question, IReadOnlyList<NumberedPassage> passages)
    {
        var cited = claim.Citations.Select(citation => citation.PassageId).ToHashSet();
        var texts = passages.Where(passage => cited.Contains(passage.Passage.Id))
            .SelectMany(passage => new[] { passage.Document.Title, passage.Passage.Heading, passage.Passage.Situation, passage.Passage.Text, passage.Passage.Url, passage.Document.Url });
        return ContactMask.Apply(claim.Text, ContactWhitelist.Of(texts, question.Office is { } office ? [office] : []), question.Culture);
    }
}
