using System.Text;

namespace Collegue.Answering.Safeguards.Masking.Detecting;

/// <summary>
/// Groups of digits (and letters, when wanted) that stand close: <c>FR76 3000 6000</c>, <c>06.12.34.56.78</c>. Groups are cut where tokens
/// are, and never reach over the end of a line.
/// </summary>
internal sealed class Code
{
    private readonly StringBuilder _characters = new();

    private Code()
    {
    }

    /// <summary>Upper case, without separators.</summary>
    public string Characters => _characters.ToString();

    /// <summary>For each group: how many characters there are with it, and the token after it.</summary>
    public List<(int Length, int End)> Ends { get; } = [];

    /// <summary>What stands before each group but the first.</summary>
    public List<string> Separators { get; } = [];

    public IEnumerable<int> Sizes => Ends.Select((end, at) => end.Length - (at == 0 ? 0 : Ends[at - 1].Length));

    public static Code Read(Reading reading, int first, int most, Func<int, bool> belongs, string separators = " .-/\u00A0\u202F")
    {
        var code = new Code();
        for (var at = first; at < reading.Count && code._characters.Length < most;)
        {
            if (!belongs(at))
                break;
            foreach (var letter in reading.Written(at))
                code._characters.Append(char.ToUpperInvariant(letter));
            code.Ends.Add((code._characters.Length, at + 1));
            var separator = new StringBuilder();
            at++;
            while (separator.Length < 3 && at < reading.Count)
            {
                var gap = reading.Gap(at);
                if (gap.Length > 2 || gap.ContainsAny('\n', '\r', '\t'))
                    return code;
                separator.Append(gap);
                if (!reading.Is(at, TokenKind.Mark) || !separators.Contains(reading.Written(at)[0], StringComparison.Ordinal))
                    break;
                separator.Append(reading.Written(at));
                at++;
            }

            code.Separators.Add(separator.ToString());
        }

        return code;
    }

    /// <summary>The token after the group with which there are so many characters; -1 when no group ends there.</summary>
    public int EndOf(int length) => Ends.FirstOrDefault(end => end.Length == length, (Length: 0, End: -1)).End;
}
