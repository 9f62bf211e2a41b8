using Collegue.Knowledge.Vectors;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Knowledge.Vectors;

public sealed class VectorScanTests
{
    private static readonly Gen<float[]> OneVector = Gen.Int[1, 70].SelectMany(dimensions => Gen.Float[-1, 1].Array[dimensions]);

    private static readonly Gen<(float[][] Rows, float[] Question, int Most, (int, int)[] Ranges)> Scans =
        from dimensions in Gen.Int[1, 70]
        from rows in Gen.Float[-1, 1].Array[dimensions].Array[0, 200]
        from question in Gen.Float[-1, 1].Array[dimensions]
        from most in Gen.Int[0, 30]
        from ranges in Gen.Select(Gen.Int[0, 200], Gen.Int[0, 80]).Array[0, 4]
        select (rows, question, most, ranges);

    [Fact]
    public void A_scan_finds_what_comparing_one_by_one_in_double_precision_finds() => Scans.Sample(scan =>
    {
        var vectors = Pack(scan.Rows, scan.Question.Length);
        var allowed = Enumerable.Range(0, scan.Rows.Length).ToList();
        AssertBest(scan.Rows, scan.Question, allowed, scan.Most, VectorScan.Top(vectors, scan.Question, scan.Most));
    });

    [Fact]
    public void A_filtered_scan_finds_the_best_of_the_allowed_rows_and_no_other() => Scans.Sample(scan =>
    {
        var vectors = Pack(scan.Rows, scan.Question.Length);
        var (filter, allowed) = (new RowFilter(scan.Rows.Length), new SortedSet<int>());
        foreach (var (start, length) in scan.Ranges)
        {
            var first = Math.Min(start, scan.Rows.Length);
            var count = Math.Min(length, scan.Rows.Length - first);
            filter.Allow(first, count);
            allowed.UnionWith(Enumerable.Range(first, count));
        }

        Assert.Equal(allowed.Count, filter.Count);
        Assert.All(Enumerable.Range(0, scan.Rows.Length), row => Assert.Equal(allowed.Contains(row), filter.Allows(row)));
        AssertBest(scan.Rows, scan.Question, [.. allowed], scan.Most, VectorScan.Top(vectors, scan.Question, scan.Most, filter));
    });

    [Fact]
    public void Rows_scored_as_a_range_have_the_scores_of_the_scan() => Scans.Sample(scan =>
    {
        var vectors = Pack(scan.Rows, scan.Question.Length);
        var first = scan.Rows.Length / 3;
        var scores = new float[scan.Rows.Length - first];

        VectorScan.Score(vectors, scan.Question, first, scores);

        var byRow = VectorScan.Top(vectors, scan.Question, scan.Rows.Length).ToDictionary(found => found.Row, found => found.Score);
        for (var at = 0; at < scores.Length; at++)
        {
            Assert.Equal(byRow.GetValueOrDefault(first + at), scores[at]);
        }
    });

    [Fact]
    public void A_scan_shared_between_processors_finds_what_one_finds()
    {
        var (rows, dimensions) = (70_001, 24);
        var random = new Random(5);
        var vectors = new PackedVectors(rows, dimensions);
        var vector = new float[dimensions];
        for (var row = 0; row < rows; row++)
        {
            // Few distinct values, so that many rows are equal and their order counts.
            for (var at = 0; at < dimensions; at++)
            {
                vector[at] = random.Next(-1, 2);
            }

            vectors.Set(row, vector);
        }

        var scores = new float[rows];
        VectorScan.Score(vectors, vector, 0, scores);
        var expected = scores.Select((score, row) => new ScoredRow(row, score)).Where(row => vectors.IsFindable(row.Row))
            .OrderByDescending(row => row.Score).ThenBy(row => row.Row).Take(100);

        Assert.Equal(expected, VectorScan.Top(vectors, vector, 100));
    }

    [Fact]
    public void Equal_rows_are_found_in_their_order()
    {
        var vectors = Pack([.. Enumerable.Repeat<float[]>([0.6f, 0.8f], 500)], 2);

        Assert.Equal(Enumerable.Range(0, 7), VectorScan.Top(vectors, [1, 0], 7).Select(found => found.Row));
    }

    [Fact]
    public void A_row_without_words_is_never_found()
    {
        var vectors = Pack([[0, 0], [-1, 0], [float.NaN, 1], [float.PositiveInfinity, 0]], 2);

        Assert.Equal([1], VectorScan.Top(vectors, [1, 0], 10).Select(found => found.Row));
    }

    [Fact]
    public void Vectors_read_back_are_those_written() => Scans.Sample(scan =>
    {
        var vectors = Pack(scan.Rows, scan.Question.Length);
        using var stream = new MemoryStream();
        vectors.Write(stream, "model-1");
        stream.Position = 0;

        var back = PackedVectors.Read(stream, "model-1");

        Assert.NotNull(back);
        Assert.Equal(VectorScan.Top(vectors, scan.Question, 50), VectorScan.Top(back, scan.Question, 50));
    });

    [Fact]
    public void Vectors_of_another_model_or_cut_short_are_refused() => OneVector.Select(Gen.Double[0, 1]).Sample((vector, share) =>
    {
        using var stream = new MemoryStream();
        Pack([vector], vector.Length).Write(stream, "model-1");
        using var cut = new MemoryStream(stream.ToArray()[..(int)(share * (stream.Length - 1))]);
        stream.Position = 0;

        Assert.Null(PackedVectors.Read(stream, "model-2"));
        Assert.Null(PackedVectors.Read(cut, "model-1"));
    });

    /// <summary>Every row found scores, in double precision, no worse than the row that should stand there, up to what rounding may change.</summary>
    private static void AssertBest(float[][] rows, float[] question, IReadOnlyList<int> allowed, int most, IReadOnlyList<ScoredRow> found)
    {
        // A vector shorter than this is one of zeros.
        var findable = allowed.Where(row => rows[row].Any(number => Math.Abs(number) > 1e-30f)).ToList();
        Assert.Equal(Math.Min(most, findable.Count), found.Count);
        Assert.Equal(found.Count, found.Select(row => row.Row).Distinct().Count());
        Assert.All(found, row => Assert.Contains(row.Row, findable));
        var best = findable.Select(row => Naive(rows[row], question)).OrderDescending().ToList();
        for (var at = 0; at < found.Count; at++)
        {
            var tolerance = question.Length * 0.006;
            Assert.Equal(Naive(rows[found[at].Row], question), found[at].Score, tolerance);
            Assert.InRange(Naive(rows[found[at].Row], question), best[at] - (2 * tolerance), best[at] + (2 * tolerance));
        }
    }

    private static double Naive(float[] row, float[] question) => row.Zip(question, (left, right) => (double)left * right).Sum();

    private static PackedVectors Pack(float[][] rows, int dimensions)
    {
        var vectors = new PackedVectors(rows.Length, dimensions);
        for (var row = 0; row < rows.Length; row++)
        {
            vectors.Set(row, rows[row]);
        }

        return vectors;
    }
}
