using System.Diagnostics;

namespace Collegue.Bench.Gateway;

/// <summary>
/// One client that asks directly and through a target in turns, so that what slows the machine slows both. Targets follow one another in
/// short blocks, in an order drawn anew each time: a target alone does not find the processors' caches filled by another.
/// </summary>
internal static class PairedCalls
{
    private const int Block = 25;

    /// <summary>Sorted milliseconds over the direct call of the same pair, of the whole answer and of its first bytes; a pair with a wrong answer does not count.</summary>
    public static async Task<IReadOnlyDictionary<string, (List<double> Whole, List<double> First)>> RunAsync(
        GatewayCase what, IReadOnlyList<GatewayTarget> targets, int pairs, TimeSpan most, Random random, CancellationToken cancellation)
    {
        var asked = targets.Select(target => new Asked(what, target, pairs)).ToArray();
        var direct = Array.Find(asked, target => target.Name == GatewayTarget.Direct)!;
        try
        {
            foreach (var target in asked)
            {
                await target.OpenAsync(cancellation);
            }

            var from = Stopwatch.GetTimestamp();
            for (var done = 0; done < pairs && Stopwatch.GetElapsedTime(from) < most; done += Block)
            {
                random.Shuffle(asked);
                foreach (var target in asked)
                {
                    for (var pair = 0; pair < Block; pair++)
                    {
                        target.Count(await direct.AskAsync(cancellation), await target.AskAsync(cancellation));
                    }
                }
            }
        }
        finally
        {
            foreach (var target in asked)
            {
                target.Dispose();
            }
        }

        return asked.ToDictionary(target => target.Name, target => target.Sorted());
    }

    private sealed class Asked(GatewayCase what, GatewayTarget target, int pairs) : IDisposable
    {
        private readonly GatewayConnection connection = new(target.Address);
        private readonly byte[] request = what.RequestTo(target);
        private readonly (List<double> Whole, List<double> First) added = (new(pairs), new(pairs));

        public string Name => target.Name;

        public Task OpenAsync(CancellationToken cancellation) => connection.OpenAsync(cancellation);

        public ValueTask<Exchange> AskAsync(CancellationToken cancellation) => connection.AskAsync(request, cancellation);

        public void Count(Exchange direct, Exchange through)
        {
            if (LoadWindow.IsRight(what, direct) && LoadWindow.IsRight(what, through))
            {
                added.Whole.Add(LoadWindow.Milliseconds(through.Whole - direct.Whole));
                added.First.Add(LoadWindow.Milliseconds(through.First - direct.First));
            }
        }

        public (List<double> Whole, List<double> First) Sorted()
        {
            added.Whole.Sort();
            added.First.Sort();
            return added;
        }

        public void Dispose() => connection.Dispose();
    }
}
