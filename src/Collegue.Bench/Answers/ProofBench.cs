using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Collegue.Answering;
using Collegue.Answering.Grounding;
using Collegue.Storage;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Bench.Answers;

/// <summary>What was proved, or not, of answers to questions of one origin.</summary>
/// <param name="Questions"><c>titles</c> of every document, or <c>generated</c>.</param>
/// <param name="Exceptions">Questions that ended in an exception: must be 0.</param>
/// <param name="FalseQuotes">Citations whose quote is not in the stored passage at its offset: must be 0.</param>
/// <param name="Uncited">Sentences without a citation: must be 0.</param>
/// <param name="Unproved">Numbers, phone numbers and addresses of answers that none of their citations has: must be 0.</param>
/// <param name="Longest">Words of the longest answer.</param>
public sealed record ProofFigures(
    string Questions, int Asked, int Answered, int Sentences, int Citations, int Exceptions, int FalseQuotes, int Uncited, int Unproved, double MeanWords, int Longest)
{
    /// <summary>Titles, places and addresses counted; the rest is read in the source.</summary>
    public const int MostWords = 150;

    [JsonIgnore]
    public bool IsSound => Exceptions + FalseQuotes + Uncited + Unproved == 0 && Longest <= MostWords;
}

/// <param name="Open">A unit of work of the organisation that asks; disposed with its scope by the caller.</param>
/// <param name="Faults">Told each question at fault.</param>
public sealed partial class ProofBench(Func<(Answerer Answerer, CollegueDb Db, IAsyncDisposable Scope)> open, Func<string, Question> toQuestion, Action<string> faults)
{
    private static readonly int Workers = Environment.ProcessorCount;

    public static async Task<(IReadOnlyList<string> Titles, IReadOnlyList<string> Subjects)> ReadAsync(CollegueDb db, IReadOnlyCollection<Guid> owners, CancellationToken cancellation)
    {
        var titles = await db.Documents.AsNoTracking().Where(row => owners.Contains(row.OrganisationId)).OrderBy(row => row.Key).Select(row => row.Title).ToListAsync(cancellation);
        var headings = await db.Passages.AsNoTracking().Where(row => owners.Contains(row.OrganisationId) && row.Heading != null)
            .Select(row => row.Heading!).Distinct().OrderBy(heading => heading).ToListAsync(cancellation);
        return (titles, [.. titles.Concat(headings).Where(text => text.Length > 0)]);
    }

    public async Task<ProofFigures> RunAsync(string name, IReadOnlyList<string> questions, CancellationToken cancellation)
    {
        var parts = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(
            () => AskAsync([.. questions.Where((_, at) => at % Workers == worker)], cancellation), cancellation)));
        var answers = parts.SelectMany(part => part.Answers).ToList();
        var answered = answers.Where(pair => pair.Answer.Status == AnswerStatus.Answered).ToList();
        var stored = new StoredTexts();
        var (_, db, scope) = open();
        await using (scope)
            await stored.ReadAsync(db, answered.SelectMany(pair => pair.Answer.Sentences).SelectMany(sentence => sentence.Citations).Select(citation => citation.PassageId), cancellation);

        var sentences = answered.SelectMany(pair => pair.Answer.Sentences).ToList();
        var citations = sentences.SelectMany(sentence => sentence.Citations).ToList();
        var unproved = answered.Select(pair => (pair.Question, Found: Unproved(pair.Answer, stored))).Where(pair => pair.Found.Count > 0).ToList();
        foreach (var (question, found) in unproved)
            faults($"{question}: {string.Join(", ", found)}");
        var words = answered.ConvertAll(pair => AnswersBench.Words(pair.Answer));
        return new ProofFigures(name, questions.Count, answered.Count, sentences.Count, citations.Count, parts.Sum(part => part.Exceptions),
            citations.Count(citation => !stored.Holds(citation)), sentences.Count(sentence => sentence.Citations.Count == 0),
            unproved.Sum(pair => pair.Found.Count), words.Count == 0 ? 0 : Math.Round(words.Average(), 1), words.DefaultIfEmpty().Max());
    }

    private async Task<(List<(string Question, Answer Answer)> Answers, int Exceptions)> AskAsync(IReadOnlyList<string> questions, CancellationToken cancellation)
    {
        var answers = new List<(string, Answer)>();
        var exceptions = 0;
        var (answerer, _, scope) = open();
        await using var unit = scope;
        foreach (var question in questions)
        {
            try
            {
                answers.Add((question, await answerer.AskAsync(toQuestion(question), cancellation)));
            }
#pragma warning disable CA1031 // Every exception is a finding.
            catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
            {
                exceptions++;
                faults($"{question}: {failure}");
            }
        }

        return (answers, exceptions);
    }

    private static List<string> Unproved(Answer answer, StoredTexts stored)
    {
        var sources = string.Join('\n', answer.Sentences.SelectMany(sentence => sentence.Citations).DistinctBy(citation => citation.PassageId).Select(stored.Whole));
        var digits = Number().Matches(sources).Select(match => Digits(match.Value)).ToHashSet();
        var run = Digits(sources);
        var facts = FactFinder.Find(sources).Select(fact => (fact.Kind, fact.Canonical)).ToHashSet();
        return
        [
            .. Number().Matches(answer.Text).Select(match => match.Value).Where(value => !digits.Contains(Digits(value)) && !(Digits(value).Length > 4 && run.Contains(Digits(value), StringComparison.Ordinal))),
            .. FactFinder.Find(answer.Text).Where(fact => fact.Kind is CheckKinds.Phone or CheckKinds.Address or CheckKinds.Email && !facts.Contains((fact.Kind, fact.Canonical))).Select(fact => fact.Value),
        ];
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
