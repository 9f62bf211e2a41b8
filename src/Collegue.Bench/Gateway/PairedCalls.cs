using System.Diagnostics;

namespace Collegue.Bench.Gateway;

/// <summary>One client that asks every target once a round, in an order drawn anew each time, so that what slows the machine slows all.</summary>
internal static class PairedCalls
{
    /// <summary>Sorted milliseconds over the direct call of the same round, of the whole answer and of its first bytes; a round with a wrong answer does not count.</summary>
    public static async Task<IReadOnlyDictionary<string, (List<double> Whole, List<double> First)>> RunAsync(
        GatewayCase what, IReadOnlyList<GatewayTarget> targets, int rounds, TimeSpan most, Random random, CancellationToken cancellation)
    {
        var added = targets.ToDictionary(target => target.Name, _ => (Whole: new List<double>(rounds), First: new List<double>(rounds)));
        var requests = targets.Select(what.RequestTo).ToArray();
        var connections = targets.Select(target => new GatewayConnection(target.Address)).ToArray();
        var direct = targets.Select(target => target.Name).ToList().IndexOf(GatewayTarget.Direct);
        try
        {
            foreach (var connection in connections)
            {
                await connection.OpenAsync(cancellation);
            }

            var order = Enumerable.Range(0, targets.Count).ToArray();
            var seen = new Exchange[targets.Count];
            var from = Stopwatch.GetTimestamp();
            for (var round = 0; round < rounds && Stopwatch.GetElapsedTime(from) < most; round++)
            {
                random.Shuffle(order);
                foreach (var at in order)
                {
                    seen[at] = await connections[at].AskAsync(requests[at], cancellation);
                }

                for (var at = 0; at < targets.Count; at++)
                {
                    if (LoadWindow.IsRight(what, seen[at]) && LoadWindow.IsRight(what, seen[direct]))
                    {
                        added[targets[at].Name].Whole.Add(LoadWindow.Milliseconds(seen[at].Whole - seen[direct].Whole));
                        added[targets[at].Name].First.Add(LoadWindow.Milliseconds(seen[at].First - seen[direct].First));
                    }
                }
            }
        }
        finally
        {
            foreach (var connection in connections)
            {
                connection.Dispose();
            }
        }

        foreach (var (whole, first) in added.Values)
        {
            whole.Sort();
            first.Sort();
        }

        return added;
    }
}
