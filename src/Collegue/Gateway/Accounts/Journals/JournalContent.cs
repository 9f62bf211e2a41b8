using System.Buffers.Binary;

namespace Collegue.Gateway.Accounts.Journals;

/// <summary>The journal of a process that is no more.</summary>
/// <param name="Whole">Whether nothing is missing after what the database has.</param>
internal sealed record JournalContent(IReadOnlyList<JournalRecord> Records, bool Whole)
{
    private static readonly JournalContent Unreadable = new([], false);

    /// <summary>What it says after line <paramref name="flushed"/>, up to the first damage.</summary>
    public static JournalContent Read(byte[] bytes, Guid node, long flushed)
    {
        if (bytes.Length < Journal.HeaderSize || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Journal.Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(48)) != JournalRecord.Checksum(bytes.AsSpan(0, 48))
            || new Guid(bytes.AsSpan(8, 16)) != node)
        {
            return Unreadable;
        }

        var boot = new Guid(bytes.AsSpan(24, 16));
        var half = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(40));
        var last = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(Journal.LastAt));
        var found = HalfOf(bytes, Journal.HeaderSize, half).Concat(HalfOf(bytes, Journal.HeaderSize + half, half))
            .Where(record => record.Sequence > flushed).OrderBy(record => record.Sequence);
        var records = new List<JournalRecord>();
        var end = flushed;
        foreach (var record in found)
        {
            if (records.Count == 0 ? record.Previous > flushed : record.Previous != end)
            {
                break;
            }

            records.Add(record);
            end = record.Sequence;
        }

        return new JournalContent(records, boot == Boot.Id && boot != Guid.Empty && (records.Count == 0 ? last <= flushed : last == end));
    }

    /// <summary>Lines of the time before, when the half was written last, have lower numbers.</summary>
    private static List<JournalRecord> HalfOf(byte[] bytes, long from, long size)
    {
        var records = new List<JournalRecord>();
        var (at, end, last) = (from, Math.Min(from + size, bytes.Length), 0L);
        while (at < end && JournalRecord.Read(bytes.AsSpan((int)at, (int)(end - at)), out var length) is { } record && record.Sequence > last)
        {
            records.Add(record);
            (at, last) = (at + length, record.Sequence);
        }

        return records;
    }
}
