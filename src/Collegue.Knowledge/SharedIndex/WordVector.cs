using System.Globalization;
using System.Text;
using NpgsqlTypes;

namespace Collegue.Knowledge.SharedIndex;

/// <summary>
/// Words as a <c>tsvector</c>. The places PostgreSQL keeps of each word say here how often it comes in each field: what a ranking
/// needs, in one or two numbers a word instead of one for each time it comes.
/// </summary>
internal static class WordVector
{
    /// <summary>Places are numbers below 16,384: eight fields, and as many times as any ranking can tell apart.</summary>
    private const int Most = 2_047;

    /// <summary>A word no text can hold, so that an index of words also knows collections.</summary>
    public static string Of(Guid collection) => $"#{collection:N}";

    public static void Write(StringBuilder to, IReadOnlyDictionary<string, int[]> counts)
    {
        foreach (var (word, byField) in counts)
        {
            WriteWord(to, word);
            var separator = ':';
            for (var field = 0; field < byField.Length; field++)
            {
                if (byField[field] > 0)
                {
                    to.Append(separator).Append(CultureInfo.InvariantCulture, $"{(field * (Most + 1)) + Math.Min(byField[field], Most)}");
                    separator = ',';
                }
            }

            to.Append(' ');
        }
    }

    public static void WriteWord(StringBuilder to, string word) =>
        to.Append('\'').Append(word.Replace("\\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)).Append('\'');

    /// <summary>How often a word comes in each field.</summary>
    public static void Read(NpgsqlTsVector.Lexeme word, Span<int> byField)
    {
        byField.Clear();
        for (var at = 0; at < word.Count; at++)
        {
            byField[word[at].Pos / (Most + 1)] = word[at].Pos % (Most + 1);
        }
    }
}
