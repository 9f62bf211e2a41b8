using Collegue.Embeddings.Training.Pairs;
using Collegue.Embeddings.Training.Texts;

namespace Collegue.Embeddings.Training.Learning;

/// <summary>Which stems stand near each other more than chance would have it (positive pointwise mutual information), as a sparse symmetric matrix.</summary>
internal sealed class Neighbourhood
{
    private const int Window = 8;
    private const double Frequent = 2e-4;
    private const double Smoothing = 0.75;

    public Neighbourhood(IReadOnlyList<SheetWords> sheets, Lexicon lexicon, Rarity rarity, IReadOnlyList<int> known, Random random)
    {
        var rowOfStem = new Dictionary<int, int>();
        for (var row = 0; row < known.Count; row++)
        {
            rowOfStem[known[row]] = row;
        }

        var meetings = Meetings(sheets, lexicon, rarity, rowOfStem, random);
        var totals = new double[known.Count];
        foreach (var (left, right, count) in meetings)
        {
            totals[left] += count;
            totals[right] += count;
        }

        var sum = totals.Sum();
        var smoothed = totals.Select(total => Math.Pow(total, Smoothing)).ToArray();
        var smoothedSum = smoothed.Sum();
        Near = [.. Enumerable.Range(0, known.Count).Select(_ => new List<(int, float)>())];
        foreach (var (left, right, count) in meetings)
        {
            var together = count / sum;
            var apart = (totals[left] / sum * smoothed[right] / smoothedSum) + (totals[right] / sum * smoothed[left] / smoothedSum);
            var information = Math.Log(together / (apart / 2));
            if (information > 0)
            {
                Near[left].Add((right, (float)information));
                if (left != right)
                {
                    Near[right].Add((left, (float)information));
                }
            }
        }
    }

    public IReadOnlyList<List<(int Row, float Information)>> Near { get; }

    private static List<(int Left, int Right, double Count)> Meetings(
        IReadOnlyList<SheetWords> sheets, Lexicon lexicon, Rarity rarity, Dictionary<int, int> rowOfStem, Random random)
    {
        var total = rowOfStem.Keys.Sum(rarity.Count);
        var keep = rowOfStem.Keys.ToDictionary(stem => stem, stem => Math.Min(1, Math.Sqrt(Frequent / Math.Max(1e-12, rarity.Count(stem) / (double)total))));
        var met = new List<ulong>();
        var seen = new HashSet<int>();
        foreach (var sheet in sheets)
        {
            foreach (var passage in sheet.Passages)
            {
                if (!seen.Add(passage.Subject))
                {
                    continue;
                }

                // The title is near everything its sheet says.
                int[] words = [.. sheet.Title, .. passage.Heading, .. passage.Text];
                var rows = words.Select(lexicon.StemOf).Where(stem => rowOfStem.ContainsKey(stem) && random.NextDouble() < keep[stem]).Select(stem => rowOfStem[stem]).ToArray();
                for (var at = 0; at < rows.Length; at++)
                {
                    for (var next = at + 1; next < Math.Min(rows.Length, at + 1 + Window); next++)
                    {
                        met.Add(((ulong)Math.Min(rows[at], rows[next]) << 32) | (uint)Math.Max(rows[at], rows[next]));
                    }
                }
            }
        }

        met.Sort();
        var meetings = new List<(int, int, double)>();
        for (var at = 0; at < met.Count;)
        {
            var end = at;
            while (end < met.Count && met[end] == met[at])
            {
                end++;
            }

            meetings.Add(((int)(met[at] >> 32), (int)(uint)met[at], end - at));
            at = end;
        }

        return meetings;
    }
}
