using Collegue.Answering.Extracting;

namespace Collegue.Answering.Generating;

/// <summary>Tells a model that turns round in a sentence it never ends.</summary>
internal static class Repetition
{
    private const int Suspicious = 600;
    private const int Sample = 40;
    private const int Times = 4;

    public static bool IsIn(WrittenReader reader)
    {
        if (reader.Pending < Suspicious)
            return false;
        if (reader.Pending > WrittenReader.LongestPiece)
            return true;
        var tail = reader.Tail(Suspicious);
        var sample = tail[^Sample..];
        var times = 0;
        for (var at = tail.IndexOf(sample, StringComparison.Ordinal); at >= 0; at = tail.IndexOf(sample, at + 1, StringComparison.Ordinal))
            times++;
        return times >= Times;
    }

    public static string Plain(string text) => string.Join(' ', Words.Of(text).Select(word => word.Plain));
}
