using Collegue.Answering;
using Collegue.Storage;

namespace Collegue.Bench.Answers;

/// <summary>What asking many questions gave.</summary>
/// <param name="FalseQuotes">Citations whose quote is not, character for character, in the stored passage at its offset: must be 0.</param>
/// <param name="Uncited">Sentences without a citation: must be 0.</param>
/// <param name="FailedChecks">Checks that failed on a sentence that was shown: must be 0.</param>
/// <param name="MeanWords">Mean words of the answers given.</param>
public sealed record AnswersReport(
    int Questions, int Answered, int NoSource, int Sentences, int Citations, int FalseQuotes, int Uncited, int FailedChecks,
    double MeanWords, double P50Milliseconds, double P95Milliseconds);

/// <summary>Asks each question a few times to warm up, then once to measure, and proves every citation against the database.</summary>
public sealed class AnswersBench(Answerer answerer, CollegueDb db, TimeProvider clock)
{
    /// <summary>The runtime compiles what is called often a second time, better: a server does so in its first minute.</summary>
    private const int WarmingRounds = 10;

    public async Task<AnswersReport> RunAsync(IReadOnlyList<Question> questions, CancellationToken cancellation)
    {
        foreach (var question in Enumerable.Repeat(questions, WarmingRounds).SelectMany(round => round))
        {
            await answerer.AskAsync(question, cancellation);
        }

        var times = new List<double>();
        var answers = new List<Answer>();
        foreach (var question in questions)
        {
            var from = clock.GetTimestamp();
            answers.Add(await answerer.AskAsync(question, cancellation));
            times.Add(clock.GetElapsedTime(from).TotalMilliseconds);
        }

        times.Sort();
        var sentences = answers.SelectMany(answer => answer.Sentences).ToList();
        var citations = sentences.SelectMany(sentence => sentence.Citations).ToList();
        return new AnswersReport(
            questions.Count,
            answers.Count(answer => answer.Status == AnswerStatus.Answered),
            answers.Count(answer => answer.Status == AnswerStatus.NoSource),
            sentences.Count,
            citations.Count,
            await FalseQuotesAsync(citations, cancellation),
            sentences.Count(sentence => sentence.Citations.Count == 0),
            answers.Sum(answer => answer.Checks.Count(check => check is { Sentence: >= 0, Passed: false })),
            answers.Where(answer => answer.Status == AnswerStatus.Answered).Select(answer => Words(answer)).DefaultIfEmpty().Average(),
            At(times, 0.5),
            At(times, 0.95));
    }

    private async Task<int> FalseQuotesAsync(List<AnswerCitation> citations, CancellationToken cancellation)
    {
        var stored = new StoredTexts();
        await stored.ReadAsync(db, citations.Select(citation => citation.PassageId), cancellation);
        return citations.Count(citation => !stored.Holds(citation));
    }

    internal static int Words(Answer answer) => answer.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[(int)Math.Min(sorted.Count - 1, Math.Ceiling(sorted.Count * share) - 1)];
}
