namespace Collegue.Gateway.Accounts;

/// <summary>How much a node takes of an account at once: plenty while there is plenty, what its calls need when others need the rest.</summary>
internal static class LeaseSize
{
    private const int ScarceCalls = 1_000;
    private const int MostCalls = 10_000;
    private const int FewestCalls = 64;

    /// <param name="unheld">What nobody holds.</param>
    /// <param name="waiting">What waiting calls lack.</param>
    /// <param name="need">What one call takes.</param>
    /// <param name="contested">Whether other nodes take from the account too.</param>
    public static long Of(long unheld, long waiting, long need, bool contested)
    {
        if (unheld <= 0)
        {
            return 0;
        }

        if (contested && IsScarce(unheld, need))
        {
            return Math.Min(unheld, waiting);
        }

        var ahead = Math.Min(unheld / 8, Calls(MostCalls, need));
        ahead = contested ? ahead : Math.Max(ahead, Calls(FewestCalls, need));
        return waiting >= unheld - ahead ? unheld : waiting + ahead;
    }

    public static bool IsScarce(long left, long need) => left < Calls(ScarceCalls, need);

    private static long Calls(int calls, long need)
    {
        var one = Math.Max(1, need);
        return one > long.MaxValue / calls ? long.MaxValue : one * calls;
    }
}
