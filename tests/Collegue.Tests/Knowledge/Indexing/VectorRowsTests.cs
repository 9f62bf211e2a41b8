using Collegue.Knowledge.Indexing;
using Collegue.Storage.Knowledge;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Knowledge.Indexing;

public sealed class VectorRowsTests
{
    private static readonly byte[] Kinds = [.. Enum.GetValues<PassageKind>().Select(kind => (byte)kind)];

    [Fact]
    public void Running_text_has_a_row_each_in_order_and_nothing_else_has_one() =>
        Gen.Int[0, Kinds.Length - 1].Select(at => Kinds[at]).Array[0, 200].Sample(kinds =>
        {
            var rows = new VectorRows(kinds);

            Assert.Equal(
                [.. Enumerable.Range(0, kinds.Length).Where(passage => kinds[passage] == (byte)PassageKind.Body)],
                Enumerable.Range(0, rows.Count).Select(rows.PassageOf));
        });

    [Fact]
    public void The_rows_of_documents_follow_each_other_and_hold_their_own_passages() =>
        Gen.Select(Gen.Int[0, Kinds.Length - 1].Select(at => Kinds[at]).Array[0, 200], Gen.Int[1, 20]).Sample((kinds, length) =>
        {
            var rows = new VectorRows(kinds);
            var next = 0;
            for (var first = 0; first < kinds.Length; first += length)
            {
                var count = Math.Min(length, kinds.Length - first);
                var (row, held) = rows.Of((first, count));

                Assert.Equal(next, row);
                Assert.All(Enumerable.Range(row, held), one => Assert.InRange(rows.PassageOf(one), first, first + count - 1));
                next += held;
            }

            Assert.Equal(rows.Count, next);
        });
}
