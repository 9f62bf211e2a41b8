namespace Collegue.Knowledge.Embedding;

/// <summary>Sequences of 3 to 5 letters of a stem between its two edges, each a row of the table of sequences.</summary>
internal static class Grams
{
    public const int Shortest = 3;
    public const int Longest = 5;

    /// <summary>No stem has more.</summary>
    public const int Most = 3 * (WordReader.LongestWord + 2);

    private const char Start = '<';
    private const char End = '>';

    /// <summary>Writes the rows of a stem, and gives how many there are; at least one for any stem.</summary>
    public static int Rows(ReadOnlySpan<char> stem, int tableSize, Span<int> rows)
    {
        Span<char> edged = stackalloc char[WordReader.LongestWord + 2];
        edged[0] = Start;
        stem.CopyTo(edged[1..]);
        edged[stem.Length + 1] = End;
        edged = edged[..(stem.Length + 2)];
        var count = 0;
        for (var start = 0; start + Shortest <= edged.Length; start++)
        {
            var hash = 2166136261u;
            for (var length = 1; length <= Longest && start + length <= edged.Length; length++)
            {
                hash = (hash ^ edged[start + length - 1]) * 16777619u;
                if (length >= Shortest)
                {
                    rows[count++] = (int)(Spread(hash + (uint)length) % (uint)tableSize);
                }
            }
        }

        return count;
    }

    /// <summary>The low bits of the running hash depend on the last letters only.</summary>
    private static uint Spread(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6Bu;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35u;
        return hash ^ (hash >> 16);
    }
}
