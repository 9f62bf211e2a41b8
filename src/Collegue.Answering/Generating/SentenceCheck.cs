using Collegue.Answering.Grounding;

namespace Collegue.Answering.Generating;

/// <summary>Whether a sentence of a model may be shown: cited, quoted, checked, its contacts those of its sources.</summary>
internal sealed class SentenceCheck(Grounder grounder, GeneratingOptions options)
{
    /// <summary>No sentence when it is not to be shown; its checks are numbered -1 then.</summary>
    public async Task<(AnswerSentence? Sentence, IReadOnlyList<AnswerCheck> Checks)> RunAsync(
        Written.Sentence written, IReadOnlyList<NumberedPassage> passages, int position, CancellationToken cancellation)
    {
        var claim = CitedSentences.ToClaim(written, passages);
        var grounded = (await grounder.CheckAsync([claim], cancellation))[0];
        if (!grounded.Supported && options.Unsupported == UnsupportedSentences.Remove)
            return (null, [.. grounded.Checks.Select(check => check with { Sentence = -1 })]);
        var text = written.Text;
        var sentence = new AnswerSentence(text, grounded.Supported, claim.Citations, SentenceRole.Answer, CitedSentences.SituationOf(claim, passages));
        return (sentence, [.. grounded.Checks.Select(check => check with { Sentence = position })]);
    }
}
