using System.Collections.Concurrent;
using System.Diagnostics;

namespace Collegue.Bench.Intake;

/// <summary>
/// Many citizens write at once while the server is killed: every number a citizen was shown must exist, once.
/// </summary>
public static class IntakeBench
{
    public static async Task<IntakeReport> RunAsync(
        KilledServer server, int clients, int messages, int kills, IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        await server.StartAsync(cancellation);
        var confirmed = new ConcurrentBag<(string Number, string Page, double Milliseconds)>();
        var next = 0;
        var watch = Stopwatch.StartNew();
        var writers = Enumerable.Range(0, clients).Select(async _ =>
        {
            using var client = new CitizenClient(server.Address);
            while (Interlocked.Increment(ref next) is var index && index <= messages)
            {
                var from = watch.Elapsed;
                var (number, page) = await client.WriteAsync($"{texts[index % texts.Count]} [{index}]", cancellation);
                confirmed.Add((number, page, (watch.Elapsed - from).TotalMilliseconds));
            }

            return client.Retries;
        }).ToList();

        using (var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20)))
        {
            for (var kill = 1; kill <= kills; kill++)
            {
                while (confirmed.Count < messages * kill / (kills + 1) && !writers.Exists(writer => writer.IsFaulted))
                {
                    await pause.WaitForNextTickAsync(cancellation);
                }

                await server.KillAsync(cancellation);
                await server.StartAsync(cancellation);
            }
        }

        var retries = (await Task.WhenAll(writers)).Sum();
        var seconds = watch.Elapsed.TotalSeconds;
        await server.KillAsync(cancellation);
        await server.StartAsync(cancellation);
        using var reader = new CitizenClient(server.Address);
        var found = 0;
        foreach (var (number, page, _) in confirmed)
        {
            found += await reader.ShowsAsync(page, number, cancellation) ? 1 : 0;
        }

        var times = confirmed.Select(row => row.Milliseconds).Order().ToList();
        return new IntakeReport(clients, messages, kills, confirmed.Count, confirmed.Select(row => row.Number).Distinct().Count(), found,
            retries, times.Count == 0 ? 0 : times[times.Count / 2], seconds);
    }
}
