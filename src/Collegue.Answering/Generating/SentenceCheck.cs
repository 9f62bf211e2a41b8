using Collegue.Answering.Extracting;
using Collegue.Answering.Grounding;
using Collegue.Answering.Safeguards.Instructions;

namespace Collegue.Answering.Generating;

/// <summary>Whether a sentence of a model may be shown: cited, quoted, checked, its contacts those of its sources or of the office.</summary>
internal sealed class SentenceCheck(Grounder grounder, GeneratingOptions options)
{
    /// <summary>No sentence when it is not to be shown; the checks of what is not shown are numbered -1.</summary>
    public async Task<CheckedSentence> RunAsync(
        Written.Sentence written, Question question, IReadOnlyList<NumberedPassage> passages, int position, CancellationToken cancellation)
    {
        var claim = CitedSentences.ToClaim(written, passages);
        IReadOnlyList<StoredPassage> attached = [.. Attachments.Stored(question.Attached)];
        var grounded = (await grounder.CheckAsync([claim], attached, cancellation))[0];
        var contacts = Mask(claim, question, passages);
        // An order to machines that stands in a source is no answer, even when it is quoted.
        var supported = grounded.Supported && contacts.Masked.Count == 0 && !InstructionDetector.Addresses(claim.Text);
        var shown = supported || (options.Unsupported == UnsupportedSentences.Mark && !InstructionDetector.Addresses(claim.Text));
        var checks = grounded.Checks.Concat(contacts.Masked.Select(contact => new AnswerCheck(position, contact.Kind, contact.Value, false)))
            .Distinct().Select(check => check with { Sentence = shown ? position : -1 }).ToList();
        if (shown)
            return new CheckedSentence(Sentence(claim, contacts.Text, supported, passages), checks, IsInSourceWords: false);
        if (options.Unsupported != UnsupportedSentences.Quote || await grounder.InSourceWordsAsync(claim, attached, cancellation) is not { } quoted
            || InstructionDetector.Addresses(quoted.Claim.Text))
            return new CheckedSentence(null, checks, IsInSourceWords: false);
        return new CheckedSentence(Sentence(quoted.Claim, quoted.Claim.Text, supported: true, passages),
            [.. checks, .. quoted.Checks.Select(check => check with { Sentence = position })], IsInSourceWords: true);
    }

    private static AnswerSentence Sentence(Claim claim, string text, bool supported, IReadOnlyList<NumberedPassage> passages) =>
        new(text, supported, claim.Citations, SentenceRole.Answer, CitedSentences.SituationOf(claim, passages));

    private static MaskedContacts Mask(Claim claim, Question question, IReadOnlyList<NumberedPassage> passages)
    {
        var cited = claim.Citations.Select(citation => citation.PassageId).ToHashSet();
        var texts = passages.Where(passage => cited.Contains(passage.Passage.Id))
            .SelectMany(passage => new[] { passage.Document.Title, passage.Passage.Heading, passage.Passage.Situation, passage.Passage.Text, passage.Passage.Url, passage.Document.Url });
        return ContactMask.Apply(claim.Text, ContactWhitelist.Of(texts, question.Office is { } office ? [office] : []), question.Culture);
    }
}

/// <param name="Sentence">Null when nothing is to be shown.</param>
/// <param name="IsInSourceWords">It stands for what the model wrote, which had no proof.</param>
internal sealed record CheckedSentence(AnswerSentence? Sentence, IReadOnlyList<AnswerCheck> Checks, bool IsInSourceWords);
