using System.Diagnostics;
using Collegue.Bench.Retrieval;

namespace Collegue.Bench.Peers;

/// <param name="Name">For the line that says it could not be measured.</param>
/// <param name="Program">Writes <see cref="PeerAnswer"/> lines, then one <see cref="PeerClosing"/>.</param>
public sealed record PeerCommand(string Name, string Program, IReadOnlyList<string> Arguments);

/// <summary>One line of the table; figures are null, and <paramref name="How"/> says why, when the engine could not be measured.</summary>
public sealed record PeerFigures(
    string Peer, double? NdcgAt10, double? HitAt1, double? HitAt5, double? HitAt10, double? P50Ms, double? P99Ms, double? IndexSeconds, double? PeakMb, string How);

/// <summary>Runs engines one after the other, each in its own process, and scores their answers in the same way.</summary>
public static class PeersBench
{
    public static async Task<PeerFigures> RunAsync(PeerCommand command, IReadOnlyList<RetrievalQuery> queries, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(command.Program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in command.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return Missing(command, $"{command.Program} is not installed");
        }

        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            var lines = (await process.StandardOutput.ReadToEndAsync(cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0 && lines.Length == queries.Count + 1
                ? Score(lines, queries)
                : Missing(command, LastLine(await errors) ?? $"it stopped with code {process.ExitCode}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static PeerFigures Score(string[] lines, IReadOnlyList<RetrievalQuery> queries)
    {
        var closing = PeerFiles.Read<PeerClosing>(lines[^1]);
        var answers = lines[..^1].Select(PeerFiles.Read<PeerAnswer>).ToDictionary(answer => answer.Id, StringComparer.Ordinal);
        var times = answers.Values.Select(answer => answer.Ms).Order().ToList();
        return new PeerFigures(
            closing.Peer,
            Mean((ranked, relevant) => RetrievalMetrics.NormalisedGain(ranked, relevant, 10)),
            Mean((ranked, relevant) => RetrievalMetrics.Hit(ranked, relevant, 1)),
            Mean((ranked, relevant) => RetrievalMetrics.Hit(ranked, relevant, 5)),
            Mean((ranked, relevant) => RetrievalMetrics.Hit(ranked, relevant, 10)),
            RetrievalBench.Percentile(times, 0.50),
            RetrievalBench.Percentile(times, 0.99),
            closing.IndexSeconds,
            closing.PeakMb,
            $"{closing.Documents} documents; {closing.French}");

        double Mean(Func<IReadOnlyList<string>, IReadOnlyCollection<string>, double> measure) =>
            queries.Average(query => measure(answers[query.Id].Ranked, query.Relevant));
    }

    private static PeerFigures Missing(PeerCommand command, string reason) =>
        new(command.Name, null, null, null, null, null, null, null, null, $"NOT MEASURED: {reason}");

    private static string? LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault(line => line.Contains(' ', StringComparison.Ordinal) && !line.StartsWith("Node.js", StringComparison.Ordinal) && !line.StartsWith("at ", StringComparison.Ordinal));
}
