using Collegue.Answering.Composing;
using Collegue.Answering.Extracting;
using Collegue.Answering.Grounding;
using Collegue.Answering.Safeguards.Instructions;
using Collegue.Storage.Knowledge;

namespace Collegue.Answering;

/// <summary>
/// Answers with sentences quoted from the sources and no language model. The same question on the same documents always gives
/// the same answer.
/// </summary>
public sealed class Answerer(IPassageFinder finder, Grounder grounder)
{
    public const string Extractive = "extractive";

    private const double Floor = 0.3;
    private static readonly Allowance MainAllowance = new(Words: 100, Groups: 6, Share: 0.5);
    private static readonly Allowance ComplementAllowance = new(Words: 40, Groups: 2, Share: 0.75);

    /// <summary>Never throws on account of the text of a question, whatever it is.</summary>
    public async Task<Answer> AskAsync(Question question, CancellationToken cancellation)
    {
        var essence = QuestionReader.Essence(InstructionDetector.Without(question.Text), question.Subject);
        if (QuestionReader.Wanted(essence) is not { Words.Count: > 0 } wanted)
            return NoSource(question, []);
        var findings = await finder.FindAsync(question, wanted, cancellation);
        var groups = Choose(QuestionReader.Read(essence, question.Subject, findings.Frequencies), findings);
        return groups.Count == 0 ? NoSource(question, []) : await CheckAsync(question, groups, cancellation);
    }

    private static List<Line[]> Choose(ReadQuestion read, Findings findings)
    {
        if (findings.Documents.Count == 0)
            return [];
        var documents = findings.Documents.Select(document => new ReadDocument(document)).ToList();
        read = Misspellings.Mend(read, findings.Frequencies, documents);
        var highest = findings.Documents.Max(document => document.Score);
        foreach (var evidence in Evidence.Weigh([.. documents.Select(document => DocumentFit.Of(document, read, highest))]))
        {
            if (Choose(read, evidence) is { Count: > 0 } lines)
                return lines;
        }
        return [];
    }

    private static List<Line[]> Choose(ReadQuestion read, Evidence evidence)
    {
        foreach (var fit in evidence.Main.Concat(evidence.Complement))
            SentenceScoring.Score(fit, read);
        var main = Selection.Choose(evidence.Main, MainAllowance, Floor, []);
        if (main.Count == 0)
            return [];
        var complement = Selection.Choose(evidence.Complement, ComplementAllowance, main[0].Chosen.Score * 0.7, main);
        return
        [
            .. main.Concat(complement).Select(Line.Of),
            .. Services.Of(main, read, places: true).Concat(Services.Of(complement, read, places: false))
                .DistinctBy(sentence => sentence.Text).OrderBy(sentence => sentence.Passage.Source.Kind).Select(Line.OfService),
        ];
    }

    private async Task<Answer> CheckAsync(Question question, List<Line[]> groups, CancellationToken cancellation)
    {
        var lines = groups.SelectMany(group => group).ToList();
        var grounded = await grounder.CheckAsync([.. lines.Select(line => line.ToClaim())], cancellation);
        var (sentences, checks) = (new List<AnswerSentence>(), new List<AnswerCheck>());
        var at = 0;
        foreach (var group in groups)
        {
            var results = grounded.Skip(at).Take(group.Length).ToList();
            at += group.Length;
            // What only makes sense together stands or falls together.
            var supported = results.TrueForAll(result => result.Supported);
            foreach (var (line, result) in group.Zip(results))
            {
                var position = supported ? sentences.Count : -1;
                checks.AddRange(result.Checks.Select(check => check with { Sentence = position }));
                if (supported)
                    sentences.Add(line.ToSentence());
            }
        }

        return sentences.Exists(sentence => sentence.Role is not (SentenceRole.WhereToGo or SentenceRole.OnlineService))
            ? new Answer(AnswerStatus.Answered, Extractive, sentences, checks, null, AnswerLayout.Of(sentences, question.Culture))
            : NoSource(question, [.. checks.Select(check => check with { Sentence = -1 })]);
    }

    private static Answer NoSource(Question question, IReadOnlyList<AnswerCheck> checks)
    {
        var text = AnswerLayout.Of(question.Office, question.Culture);
        return new Answer(AnswerStatus.NoSource, Extractive, [], checks, new Orientation(text, question.Office), text);
    }
}
