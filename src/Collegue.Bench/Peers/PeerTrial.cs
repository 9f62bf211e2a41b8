using System.Diagnostics;
using Collegue.Bench.Retrieval;

namespace Collegue.Bench.Peers;

/// <summary>Measures one engine in this process and writes its answers, then what it says of itself, as lines of JSON.</summary>
public static class PeerTrial
{
    private const int Depth = 10;
    private const int WarmUp = 200;

    public static async Task RunAsync(IPeer peer, string documents, IReadOnlyList<RetrievalQuery> queries, TextWriter output, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var count = await peer.IndexAsync(PeerFiles.ReadDocumentsAsync(documents, cancellation), cancellation);
        var indexed = watch.Elapsed.TotalSeconds;
        foreach (var query in queries.Take(WarmUp))
        {
            await peer.SearchAsync(query.Query, Depth, cancellation);
        }

        foreach (var query in queries)
        {
            var started = Stopwatch.GetTimestamp();
            var ranked = await peer.SearchAsync(query.Query, Depth, cancellation);
            var taken = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            await output.WriteLineAsync(PeerFiles.Line(new PeerAnswer(query.Id, ranked, taken)));
        }

        using var process = Process.GetCurrentProcess();
        await output.WriteLineAsync(PeerFiles.Line(new PeerClosing(peer.Name, peer.French, count, indexed, (peer.ServerPeakBytes ?? process.PeakWorkingSet64) / 1e6)));
    }
}
