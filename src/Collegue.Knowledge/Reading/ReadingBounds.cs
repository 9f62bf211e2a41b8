namespace Collegue.Knowledge.Reading;

/// <summary>What one file may take, whatever its format. A small file may announce a very large one.</summary>
internal static class ReadingBounds
{
    public const int Text = 20_000_000;
    public const int Cells = 2_000_000;
    public const int DeepestXml = 200;
    public const int XmlCharacters = 100_000_000;

    public static int Add(int text, int more)
    {
        var sum = text + (long)more;
        return sum <= Text ? (int)sum : throw new OverLimitException(ReadingTexts.TooMuchText(Text));
    }
}
