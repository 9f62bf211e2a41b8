using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Collegue.Storage.Gateway;

namespace Collegue.Gateway.Accounts.Journals;

/// <summary>How much more, or less, is used of a lease.</summary>
internal readonly record struct LeaseDelta(Guid Limit, Guid Subject, long Window, long Change);

/// <summary>
/// One line of the journal: what changed in the leases of an organisation, and what was used. As bytes: length, checksum of what follows,
/// sequence, sequence of the line before, then the content; the length is a multiple of eight.
/// </summary>
internal sealed record JournalRecord(
    long Sequence, long Previous, Guid Organisation, IReadOnlyList<LeaseDelta> Deltas, (UseKey Key, UseSum Sum)? Use)
{
    private const int HeaderSize = 48;
    private const int DeltaSize = 48;
    private const int UseSize = 128;
    private const int LongestName = 3 * GatewayRouter.LongestName;

    /// <summary>The most room that a record can need.</summary>
    public static int MostSize(int deltas, bool use) => HeaderSize + (deltas * DeltaSize) + (use ? UseSize + LongestName + 8 : 0);

    /// <summary>Returns the length; <paramref name="into"/> has room for the most.</summary>
    public static int Write(
        Span<byte> into, long sequence, long previous, Guid organisation, ReadOnlySpan<LeaseDelta> deltas, bool used, in UseKey key, in UseSum sum)
    {
        BinaryPrimitives.WriteInt64LittleEndian(into[8..], sequence);
        BinaryPrimitives.WriteInt64LittleEndian(into[16..], previous);
        organisation.TryWriteBytes(into[24..]);
        BinaryPrimitives.WriteInt32LittleEndian(into[40..], deltas.Length);
        BinaryPrimitives.WriteInt32LittleEndian(into[44..], used ? 1 : 0);
        var at = HeaderSize;
        foreach (ref readonly var delta in deltas)
        {
            delta.Limit.TryWriteBytes(into[at..]);
            delta.Subject.TryWriteBytes(into[(at + 16)..]);
            BinaryPrimitives.WriteInt64LittleEndian(into[(at + 32)..], delta.Window);
            BinaryPrimitives.WriteInt64LittleEndian(into[(at + 40)..], delta.Change);
            at += DeltaSize;
        }

        if (used)
        {
            at += WriteUse(into[at..], key, sum);
            while (at % 8 != 0)
            {
                into[at++] = 0;
            }
        }

        BinaryPrimitives.WriteInt32LittleEndian(into, at);
        BinaryPrimitives.WriteUInt32LittleEndian(into[4..], Checksum(into[8..at]));
        return at;
    }

    /// <summary>Null where no whole record begins.</summary>
    public static JournalRecord? Read(ReadOnlySpan<byte> from, out int length)
    {
        length = from.Length >= HeaderSize ? BinaryPrimitives.ReadInt32LittleEndian(from) : 0;
        if (length < HeaderSize || length > from.Length || length % 8 != 0
            || BinaryPrimitives.ReadUInt32LittleEndian(from[4..]) != Checksum(from[8..length]))
        {
            return null;
        }

        var body = from[..length];
        var count = BinaryPrimitives.ReadInt32LittleEndian(body[40..]);
        var used = BinaryPrimitives.ReadInt32LittleEndian(body[44..]) == 1;
        if (count < 0 || count > (length - HeaderSize) / DeltaSize)
        {
            return null;
        }

        var organisation = new Guid(body.Slice(24, 16));
        var deltas = new LeaseDelta[count];
        for (var index = 0; index < count; index++)
        {
            var at = body[(HeaderSize + (index * DeltaSize))..];
            deltas[index] = new(
                new Guid(at[..16]), new Guid(at.Slice(16, 16)), BinaryPrimitives.ReadInt64LittleEndian(at[32..]), BinaryPrimitives.ReadInt64LittleEndian(at[40..]));
        }

        return new JournalRecord(
            BinaryPrimitives.ReadInt64LittleEndian(body[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(body[16..]),
            organisation,
            deltas,
            used ? ReadUse(organisation, body[(HeaderSize + (count * DeltaSize))..]) : null);
    }

    public static uint Checksum(ReadOnlySpan<byte> content)
    {
        var sum = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(content))
        {
            sum = BitOperations.Crc32C(sum, word);
        }

        return ~sum;
    }

    private static int WriteUse(Span<byte> into, in UseKey key, in UseSum sum)
    {
        key.Key.TryWriteBytes(into);
        key.Agent.TryWriteBytes(into[16..]);
        key.Department.TryWriteBytes(into[32..]);
        key.Model.TryWriteBytes(into[48..]);
        BinaryPrimitives.WriteInt32LittleEndian(into[64..], key.Day);
        BinaryPrimitives.WriteInt16LittleEndian(into[68..], (short)key.Kind);
        BinaryPrimitives.WriteInt64LittleEndian(into[72..], sum.Calls);
        BinaryPrimitives.WriteInt64LittleEndian(into[80..], sum.Failures);
        BinaryPrimitives.WriteInt64LittleEndian(into[88..], sum.InputTokens);
        BinaryPrimitives.WriteInt64LittleEndian(into[96..], sum.OutputTokens);
        BinaryPrimitives.WriteInt64LittleEndian(into[104..], sum.CostMicros);
        BinaryPrimitives.WriteInt64LittleEndian(into[112..], sum.MilliwattHours);
        BinaryPrimitives.WriteInt64LittleEndian(into[120..], sum.Milliseconds);
        var name = Encoding.UTF8.GetBytes(key.Router, into[UseSize..]);
        BinaryPrimitives.WriteInt16LittleEndian(into[70..], (short)name);
        return UseSize + name;
    }

    private static (UseKey Key, UseSum Sum)? ReadUse(Guid organisation, ReadOnlySpan<byte> from)
    {
        var name = from.Length >= UseSize ? BinaryPrimitives.ReadInt16LittleEndian(from[70..]) : -1;
        if (name < 0 || UseSize + name > from.Length)
        {
            return null;
        }

        var key = new UseKey(
            organisation,
            BinaryPrimitives.ReadInt32LittleEndian(from[64..]),
            new Guid(from[..16]),
            new Guid(from.Slice(16, 16)),
            new Guid(from.Slice(32, 16)),
            Encoding.UTF8.GetString(from.Slice(UseSize, name)),
            new Guid(from.Slice(48, 16)),
            (GatewayCallKind)BinaryPrimitives.ReadInt16LittleEndian(from[68..]));
        var sums = MemoryMarshal.Cast<byte, long>(from[72..UseSize]);
        return (key, new UseSum(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6]));
    }
}
