namespace Collegue.Bench.Sheets;

/// <summary>Which question sheets are kept for the test.</summary>
internal static class HeldOut
{
    private const uint OneIn = 6;

    public static bool Holds(string number)
    {
        var hash = 2166136261u;
        foreach (var letter in number)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return (hash ^ (hash >> 15)) % OneIn == 0;
    }
}
