using System.Buffers;

namespace Collegue.Gateway.Calling;

/// <summary>Bytes gathered in an array lent by the pool, which gets it back at the end.</summary>
internal sealed class PooledBytes(int capacity) : IDisposable
{
    /// <summary>A length that is only announced takes no more than this.</summary>
    public const int MostAtFirst = 128 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, 256));

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    public void Append(ReadOnlySpan<byte> more)
    {
        Room(more.Length);
        more.CopyTo(_bytes.AsSpan(Length));
        Length += more.Length;
    }

    /// <summary>Free space at the end, to be filled and then counted with <see cref="Filled"/>.</summary>
    public Memory<byte> Free(int atLeast)
    {
        Room(atLeast);
        return _bytes.AsMemory(Length);
    }

    public void Filled(int bytes) => Length += bytes;

    /// <summary>Forgets the first bytes.</summary>
    public void Drop(int bytes)
    {
        _bytes.AsSpan(bytes, Length - bytes).CopyTo(_bytes);
        Length -= bytes;
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            (_bytes, Length) = ([], 0);
        }
    }

    private void Room(int more)
    {
        if (_bytes.Length - Length >= more)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Length + more));
        Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
