using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Text;

namespace Collegue.Gateway.Accounts.Journals;

/// <summary>
/// What this process counted and the database may not know yet, in a file that is its alone while it lives. The file is mapped: what is
/// written belongs to the kernel at once and survives the process. It is written in two halves; one is written again only when all it says
/// is in the database. Not safe for several threads: <see cref="Books"/> locks.
/// </summary>
internal sealed class Journal : IDisposable
{
    public const int HeaderSize = 4096;
    public const int LastAt = 128;
    public const int MostRecord = 8 * 1024;
    private const int Warm = 256 * 1024;
    public static readonly ulong Magic = BinaryPrimitives.ReadUInt64LittleEndian(Encoding.ASCII.GetBytes("CLGJRNL1"));

    private readonly FileStream file;
    private readonly MemoryMappedFile map;
    private readonly MemoryMappedViewAccessor view;
    private readonly byte[] scratch = new byte[MostRecord];
    private readonly long half;
    private readonly long[] lastIn = [0, 0];
    private int current;
    private long position;
    private long reserved;
    private long sequence;
    private long last;
    private long flushed;

    private Journal(FileStream file, long half)
    {
        (this.file, this.half) = (file, half);
        map = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        view = map.CreateViewAccessor();
    }

    public string Path => file.Name;

    /// <summary>A quarter is left.</summary>
    public bool IsFilling => lastIn[1 - current] > flushed && position > half / 2;

    public bool IsOpen { get; private set; } = true;

    /// <exception cref="IOException">There is no room for it, or it cannot be made.</exception>
    public static Journal Create(string path, Guid node, long size)
    {
        var half = (size - HeaderSize) / 2 / 8 * 8;
        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            PreallocationSize = size,
            BufferSize = 0,
        });
        try
        {
            // Written, not only promised: a disk that is full later must not stop us in the middle of a line.
            var zeros = new byte[1 << 16];
            for (long written = 0; written < size; written += zeros.Length)
            {
                file.Write(zeros, 0, (int)Math.Min(zeros.Length, size - written));
            }

            file.Position = 0;
            file.Write(Header(node, Boot.Id, half));
            return new Journal(file, half);
        }
        catch
        {
            file.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>A number higher than those of all the lines so far.</summary>
    public long Mark() => ++sequence;

    /// <summary>Keeps room for a line now and for another later.</summary>
    public bool TryReserve(int now, int later)
    {
        var room = half - position + (lastIn[1 - current] <= flushed ? half : 0);

        // Where a line does not fit at the end of a half, that end stays empty.
        if (!IsOpen || room - MostRecord < reserved + now + later)
        {
            return false;
        }

        reserved += later;
        return true;
    }

    /// <summary>Writes a line for which room was kept.</summary>
    /// <param name="promised">What was reserved for it; 0 when it is the line of now.</param>
    public void Append(Guid organisation, ReadOnlySpan<LeaseDelta> deltas, int promised, bool used = false, in UseKey key = default, in UseSum sum = default)
    {
        reserved -= promised;
        if (!IsOpen)
        {
            return;
        }

        var length = JournalRecord.Write(scratch, ++sequence, last, organisation, deltas, used, key, sum);
        if (position + length > half)
        {
            current = 1 - current;
            position = 0;
        }

        view.SafeMemoryMappedViewHandle.WriteSpan<ulong>(
            (ulong)(HeaderSize + (current * half) + position), MemoryMarshal.Cast<byte, ulong>(scratch.AsSpan(0, length)));
        Volatile.WriteBarrier();
        view.Write(LastAt, sequence);
        position += length;
        lastIn[current] = last = sequence;
    }

    /// <summary>All lines up to this one are in the database.</summary>
    public void Flushed(long upTo)
    {
        flushed = upTo;
        if (position > Warm && lastIn[1 - current] <= flushed && reserved + MostRecord <= half)
        {
            // Goes on in the other half long before this one is full: a page that was not written for a while costs a fault, with every call waiting.
            (current, position) = (1 - current, 0);
        }
    }

    public void Dispose()
    {
        IsOpen = false;
        view.Dispose();
        map.Dispose();
        file.Dispose();
    }

    /// <summary>Nothing that it says is missing in the database.</summary>
    public void Delete()
    {
        // While it is still ours: nobody reads it in between.
        File.Delete(file.Name);
        Dispose();
    }

    private static byte[] Header(Guid node, Guid boot, long half)
    {
        var header = new byte[LastAt];
        BinaryPrimitives.WriteUInt64LittleEndian(header, Magic);
        node.TryWriteBytes(header.AsSpan(8));
        boot.TryWriteBytes(header.AsSpan(24));
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(40), half);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(48), JournalRecord.Checksum(header.AsSpan(0, 48)));
        return header;
    }
}
