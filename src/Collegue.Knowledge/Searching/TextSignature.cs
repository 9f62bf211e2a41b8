using System.Numerics;
using Collegue.Knowledge.Embedding;

namespace Collegue.Knowledge.Searching;

/// <summary>
/// What a text says, in 64 bits: texts that share nearly all their sequences of three words have nearly the same bits (Charikar's
/// simhash). Case, accents, spaces and punctuation do not count.
/// </summary>
internal static class TextSignature
{
    private const int Bits = 64;
    private const int MostDifferent = 2;

    /// <summary>0 when there are fewer than <c>12</c> words: too little to tell.</summary>
    public static ulong Of(IEnumerable<string> texts)
    {
        const int FewestWords = 12;
        Span<int> votes = stackalloc int[Bits];
        Span<char> buffer = stackalloc char[WordReader.LongestWord];
        var count = 0;
        ulong beforeLast = 0, last = 0;
        foreach (var text in texts)
        {
            var words = new WordReader(text, buffer);
            while (words.Next())
            {
                var word = Hash(words.Word);
                var three = BitOperations.RotateLeft(beforeLast, 7) ^ BitOperations.RotateLeft(last, 3) ^ word;
                three *= 0x9E3779B97F4A7C15;
                for (var bit = 0; bit < Bits; bit++)
                {
                    votes[bit] += (int)((three >> bit) & 1) * 2 - 1;
                }

                (beforeLast, last) = (last, word);
                count++;
            }
        }

        if (count < FewestWords)
        {
            return 0;
        }

        ulong signature = 0;
        for (var bit = 0; bit < Bits; bit++)
        {
            signature |= votes[bit] > 0 ? 1UL << bit : 0;
        }

        return signature;
    }

    // FNV-1a: kept in indexes, so it must be the same in every process.
    private static ulong Hash(ReadOnlySpan<char> word)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var letter in word)
        {
            hash = (hash ^ letter) * 0x100000001B3;
        }

        return hash;
    }

    public static bool SaySame(ulong left, ulong right) => left != 0 && right != 0 && BitOperations.PopCount(left ^ right) <= MostDifferent;
}
