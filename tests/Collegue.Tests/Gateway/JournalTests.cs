using Collegue.Gateway.Accounts;
using Collegue.Gateway.Accounts.Journals;
using Collegue.Storage.Gateway;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Gateway;

/// <summary>What is written in a journal is what is read, and nothing else is.</summary>
public sealed class JournalTests
{
    private static readonly Gen<LeaseDelta> Deltas = Gen.Select(
        Gen.Guid, Gen.Guid, Gen.Long, Gen.Long, (limit, subject, window, change) => new LeaseDelta(limit, subject, window, change));

    private static readonly Gen<UseSum> Sums = Gen.Long.Array[7].Select(of => new UseSum(of[0], of[1], of[2], of[3], of[4], of[5], of[6]));

    private static readonly Gen<(UseKey Key, UseSum Sum)?> Uses = Gen.Select(
        Gen.Guid.Array[5], Gen.Int[20200101, 20991231], Gen.String[0, 100], Gen.Enum<GatewayCallKind>(), Sums, Gen.Bool,
        (ids, day, router, kind, sum, any) => any
            ? (new UseKey(ids[0], day, ids[1], ids[2], ids[3], UseKey.Clean(router), ids[4], kind), sum)
            : default((UseKey, UseSum)?));

    private static readonly Gen<JournalRecord> Records = Gen.Select(
        Gen.Long, Gen.Long, Gen.Guid, Deltas.Array[0, 96], Uses,
        (sequence, previous, organisation, deltas, use) =>
            new JournalRecord(sequence, previous, organisation, deltas, use is { } one ? (one.Key with { Organisation = organisation }, one.Sum) : null));

    [Fact]
    public void A_line_is_read_as_it_was_written() => Records.Sample(record =>
    {
        var bytes = new byte[Journal.MostRecord];
        var length = Write(bytes, record);
        var read = JournalRecord.Read(bytes, out var readLength);

        Assert.InRange(length, 1, JournalRecord.MostSize(record.Deltas.Count, record.Use is not null));
        Assert.Equal(length, readLength);
        Assert.NotNull(read);
        Assert.Equal(record with { Deltas = [] }, read with { Deltas = [] });
        Assert.Equal(record.Deltas, read.Deltas);
    });

    [Fact]
    public void A_line_of_which_a_bit_changed_is_not_read() => Gen.Select(Records, Gen.Int[0, int.MaxValue]).Sample((record, bit) =>
    {
        var bytes = new byte[Journal.MostRecord];
        var at = bit % (Write(bytes, record) * 8);
        bytes[at / 8] ^= (byte)(1 << (at % 8));

        Assert.Null(JournalRecord.Read(bytes, out _));
    });

    [Fact]
    public void A_journal_is_written_again_where_the_database_has_it_and_read_from_where_it_has_not()
    {
        var folder = Directory.CreateTempSubdirectory("collegue-journal-");
        var node = new Guid("0193f0a0-0000-7000-8000-000000000001");
        using var journal = Journal.Create(Path.Combine(folder.FullName, "own"), node, 1024 * 1024);
        var size = JournalRecord.MostSize(1, use: false);
        var (written, flushed, refusals) = (0L, 0L, 0);
        for (var line = 0; line < 100_000; line++)
        {
            if (!journal.TryReserve(size, 0))
            {
                refusals++;
                flushed = journal.Mark();
                journal.Flushed(flushed);
                written = 0;
                Assert.True(journal.TryReserve(size, 0));
            }

            journal.Append(Guid.Empty, [new LeaseDelta(Guid.Empty, Guid.Empty, 0, line)], 0);
            written++;
        }

        journal.Dispose();
        var content = JournalContent.Read(File.ReadAllBytes(journal.Path), node, flushed);
        Assert.Equal(written, content.Records.Count);
        Assert.True(content.Whole);
        Assert.Equal(99_999, content.Records[^1].Deltas[0].Change);
        Assert.InRange(refusals, 9, 40);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Wherever_it_stops_the_journal_has_all_that_the_database_has_not() => Gen.Int[0, int.MaxValue].Sample(seed =>
    {
        var (random, folder) = (new Random(seed), Directory.CreateTempSubdirectory("collegue-journal-"));
        using var journal = Journal.Create(Path.Combine(folder.FullName, "own"), Guid.Empty, 1024 * 1024);
        var (now, later) = (JournalRecord.MostSize(1, use: false), JournalRecord.MostSize(1, use: true));
        var (unwritten, underWay, flushed, round, line) = (new Queue<long>(), 0, 0L, (Mark: 0L, Lines: 0), 0);
        var between = 1 << random.Next(5, 13);
        for (var steps = random.Next(1, 20_000); steps > 0; steps--)
        {
            if (underWay > 0 && random.Next(2) == 0)
            {
                journal.Append(Guid.Empty, [new LeaseDelta(Guid.Empty, Guid.Empty, 0, ++line)], later, used: true, new UseKey(Guid.Empty, 1, default, default, default, "r", default, default));
                unwritten.Enqueue(line);
                underWay--;
            }
            else if (journal.TryReserve(now, later))
            {
                journal.Append(Guid.Empty, [new LeaseDelta(Guid.Empty, Guid.Empty, 0, ++line)], 0);
                unwritten.Enqueue(line);
                underWay++;
            }

            if (random.Next(between) == 0)
            {
                // The database has what a round took along when it ends, while calls went on.
                (flushed, var lines) = round;
                journal.Flushed(flushed);
                for (; lines > 0; lines--)
                {
                    unwritten.Dequeue();
                }

                round = (journal.Mark(), unwritten.Count);
            }
        }

        journal.Dispose();
        var content = JournalContent.Read(File.ReadAllBytes(journal.Path), Guid.Empty, flushed);
        Assert.Equal(unwritten, content.Records.Select(record => record.Deltas[0].Change));
        Assert.True(content.Whole);
        folder.Delete(recursive: true);
    }, iter: 200);

    [Fact]
    public void Room_is_kept_for_what_calls_under_way_will_have_taken()
    {
        var folder = Directory.CreateTempSubdirectory("collegue-journal-");
        using var journal = Journal.Create(Path.Combine(folder.FullName, "own"), Guid.Empty, 1024 * 1024);
        var (begun, ended) = (JournalRecord.MostSize(1, use: false), JournalRecord.MostSize(1, use: true));
        var calls = 0;
        for (; journal.TryReserve(begun, ended); calls++)
        {
            journal.Append(Guid.Empty, [default], 0);
        }

        var longest = new UseKey(Guid.Empty, 20261124, Guid.Empty, Guid.Empty, Guid.Empty, new string('€', 100), Guid.Empty, GatewayCallKind.Chat);
        for (var call = 0; call < calls; call++)
        {
            journal.Append(Guid.Empty, [default], ended, used: true, longest, default);
        }

        journal.Dispose();
        var bytes = File.ReadAllBytes(Path.Combine(folder.FullName, "own"));
        var content = JournalContent.Read(bytes, Guid.Empty, 0);
        Assert.Equal(2 * calls, content.Records.Count);
        Assert.True(content.Whole);
        folder.Delete(recursive: true);
    }

    private static int Write(byte[] bytes, JournalRecord record) => JournalRecord.Write(
        bytes, record.Sequence, record.Previous, record.Organisation, record.Deltas.ToArray(), record.Use is not null,
        record.Use?.Key ?? default, record.Use?.Sum ?? default);
}
