using System.Globalization;
using Collegue.Answering.Extracting;
using Collegue.Answering.Grounding;
using Collegue.Knowledge.Embedding;

namespace Collegue.Answering.Composing;

/// <summary>Answers with sentences quoted from the sources: the same question on the same documents always gives the same answer.</summary>
internal sealed class Extraction(IPassageFinder finder, Grounder grounder, TextEmbedder embedder)
{
    private const double Floor = 0.3;

    /// <summary>Words of a whole answer, its titles, places and addresses counted: the rest is read in the source.</summary>
    private const int MostWords = 150;

    private static readonly Allowance MainAllowance = new(Words: 120, Groups: 7, Share: 0.45);
    private static readonly Allowance ComplementAllowance = new(Words: 40, Groups: 2, Share: 0.75);

    public async Task<Answer> AnswerAsync(Question question, CancellationToken cancellation)
    {
        var text = FollowUp.Complete(question);
        var essence = QuestionReader.Essence(text, question.Subject);
        var answer = await AnswerAsync(question, essence, cancellation);
        // What is told beside a question may hide what it is about.
        return answer.Status == AnswerStatus.NoSource && question.Subject.Count == 0 && QuestionReader.Asking(text) is { Length: >= 20 } asking && asking != essence
            && await AnswerAsync(question, asking, cancellation) is { Status: not AnswerStatus.NoSource } other
            ? other
            : answer;
    }

    private async Task<Answer> AnswerAsync(Question question, string essence, CancellationToken cancellation)
    {
        if (QuestionReader.Wanted(essence) is not { Words.Count: > 0 } wanted)
            return Refusals.NoSource(question, [], []);
        var findings = (await finder.FindAsync(question, wanted, cancellation)).With(Attachments.Documents(question.Attached));
        if (Choose(findings, essence, question.Subject) is not { } chosen)
            return Refusals.NoSource(question, [], findings.Documents);
        if (chosen.Cases.Count > 0)
            return Refusals.Clarify(question, chosen.Cases);
        var answer = await CheckAsync(question, Bounded(chosen.Groups, question.Culture), findings, cancellation);
        return chosen.IsDoubtful && answer.Status == AnswerStatus.Answered
            ? answer with { Notices = [AnswerTexts.Get("Doubtful", question.Culture)] }
            : answer;
    }

    private Chosen? Choose(Findings findings, string essence, IReadOnlyList<string> subject)
    {
        var (read, ways) = Evidence.Of(findings, essence, subject, embedder);
        return ways.Select(evidence => Choose(read, evidence)).FirstOrDefault(chosen => chosen is not null);
    }

    private static Chosen? Choose(ReadQuestion read, Evidence evidence)
    {
        foreach (var fit in evidence.Main.Concat(evidence.Complement))
            SentenceScoring.Score(fit, read);
        var main = Selection.Choose(evidence.Main, MainAllowance, Floor, []);
        if (main.Count == 0)
            return null;
        if (Clarification.Of(main, read) is { Count: > 0 } cases)
            return new Chosen([], cases, evidence.IsDoubtful);
        var complement = Selection.Choose(evidence.Complement, ComplementAllowance, main[0].Chosen.Score * 0.7, main);
        List<Line[]> groups =
        [
            .. main.Concat(complement).Select(Line.Of),
            .. Services.Of(main, read, places: true).Concat(Services.Of(complement, read, places: false))
                .DistinctBy(sentence => sentence.Text).OrderBy(sentence => sentence.Passage.Source.Kind).Select(Line.OfService),
        ];
        return new Chosen(groups, [], evidence.IsDoubtful);
    }

    /// <summary>The last of what was chosen goes first, the end of a list before all of it; the direct answer and where to go stay longest.</summary>
    private static List<Line[]> Bounded(List<Line[]> groups, CultureInfo culture)
    {
        var kept = groups.ToList();
        while (Words(kept, culture) > MostWords)
        {
            var last = kept.FindLastIndex(group => !group[0].IsService);
            if (kept[last] is [.. var before, var shown, { Role: SentenceRole.ListItem }] && (before.Length > 0 || last == 0))
                kept[last] = [.. before, shown with { ContinuesInSource = true }];
            else if (last > 0)
                kept.RemoveAt(last);
            else if (kept.Count > 1)
                kept.RemoveAt(kept.Count - 1);
            else
                break;
        }

        return kept;
    }

    private static int Words(List<Line[]> groups, CultureInfo culture) =>
        AnswerLayout.Of([.. groups.SelectMany(group => group).Select(line => line.ToSentence())], culture)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    /// <param name="Groups">Lines that stand or fall together.</param>
    /// <param name="Cases">What to choose from instead, when the answer depends on it.</param>
    private sealed record Chosen(List<Line[]> Groups, IReadOnlyList<string> Cases, bool IsDoubtful);

    private async Task<Answer> CheckAsync(Question question, List<Line[]> groups, Findings findings, CancellationToken cancellation)
    {
        var lines = groups.SelectMany(group => group).ToList();
        var grounded = await grounder.CheckAsync([.. lines.Select(line => line.ToClaim())], [.. Attachments.Stored(question.Attached)], cancellation);
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
            ? new Answer(AnswerStatus.Answered, Answerer.Extractive, sentences, checks, null, AnswerLayout.Of(sentences, question.Culture))
            : Refusals.NoSource(question, [.. checks.Select(check => check with { Sentence = -1 })], findings.Documents);
    }
}
