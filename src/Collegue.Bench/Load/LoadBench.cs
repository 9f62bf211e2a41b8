using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Collegue.Bench.Retrieval;

namespace Collegue.Bench.Load;

/// <summary>Asks <c>GET /api/search</c> over several connections for a while, each asking again as soon as it is answered.</summary>
public static class LoadBench
{
    public static async Task<LoadFigures> RunAsync(
        Uri address, string key, IReadOnlyList<RetrievalQuery> queries, int connections, TimeSpan duration, CancellationToken cancellation)
    {
        using var first = new LoadConnection(address, key);
        await first.OpenAsync(cancellation);
        var questions = new List<(byte[] Request, byte[] Answer)>();
        foreach (var query in queries)
        {
            questions.Add((first.Request(query.Query), await FirstAnswerAsync(first, query.Query, cancellation)));
        }

        var watch = Stopwatch.StartNew();
        var runs = await Task.WhenAll(Enumerable.Range(0, connections).Select(at => Task.Run(() => AskAsync(address, key, questions, at, watch, duration, cancellation), cancellation)));
        var seconds = watch.Elapsed.TotalSeconds;
        var times = runs.SelectMany(run => run.Milliseconds).Order().ToList();
        return new LoadFigures(connections, seconds, times.Count, times.Count / seconds, RetrievalBench.Percentile(times, 0.50), RetrievalBench.Percentile(times, 0.99), runs.Sum(run => run.Wrong));
    }

    private static async Task<(List<double> Milliseconds, int Wrong)> AskAsync(
        Uri address, string key, List<(byte[] Request, byte[] Answer)> questions, int offset, Stopwatch watch, TimeSpan duration, CancellationToken cancellation)
    {
        using var connection = new LoadConnection(address, key);
        await connection.OpenAsync(cancellation);
        var (times, wrong) = (new List<double>(), 0);
        for (var at = offset; watch.Elapsed < duration; at++)
        {
            var (request, expected) = questions[at % questions.Count];
            var from = Stopwatch.GetTimestamp();
            var (status, body) = await connection.AskAsync(request, cancellation);
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            wrong += status == 200 && (body.Span.SequenceEqual(expected) || IsSame(body, expected)) ? 0 : 1;
        }

        return (times, wrong);
    }

    /// <summary>The first answer is read whole: it must be about this question, and hold as many results as it says, in order.</summary>
    private static async Task<byte[]> FirstAnswerAsync(LoadConnection connection, string query, CancellationToken cancellation)
    {
        var (status, body) = await connection.AskAsync(connection.Request(query), cancellation);
        if (status != 200)
        {
            throw new InvalidDataException($"the server answered {status} to a search.");
        }

        var bytes = body.ToArray();
        using var json = JsonDocument.Parse(Unchunked(bytes));
        var ranks = json.RootElement.GetProperty("results").EnumerateArray().Select(hit => hit.GetProperty("rank").GetInt32()).ToList();
        if (json.RootElement.GetProperty("query").GetString() != query.Trim() || json.RootElement.GetProperty("count").GetInt32() != ranks.Count
            || !ranks.SequenceEqual(Enumerable.Range(1, ranks.Count)))
        {
            throw new InvalidDataException("the server answered a search with something else.");
        }

        return bytes;
    }

    /// <summary>Where a body is cut into chunks is the server's choice of the moment.</summary>
    private static bool IsSame(ReadOnlyMemory<byte> body, byte[] expected) => Unchunked(body.ToArray()).Span.SequenceEqual(Unchunked(expected).Span);

    private static ReadOnlyMemory<byte> Unchunked(byte[] body)
    {
        if (body[0] == (byte)'{')
        {
            return body;
        }

        var whole = new MemoryStream();
        for (var at = 0; ;)
        {
            var line = at + body.AsSpan(at).IndexOf("\r\n"u8);
            var length = Convert.ToInt32(Encoding.ASCII.GetString(body, at, line - at), 16);
            if (length == 0)
            {
                return whole.ToArray();
            }

            whole.Write(body, line + 2, length);
            at = line + 2 + length + 2;
        }
    }
}
