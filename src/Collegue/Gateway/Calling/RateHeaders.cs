using System.Globalization;
using Collegue.Gateway.Accounts;

namespace Collegue.Gateway.Calling;

/// <summary>What is left of the limits for a minute, in the headers that clients of OpenAI read.</summary>
internal static class RateHeaders
{
    private static readonly Names Requests = Names.Of("requests");
    private static readonly Names Tokens = Names.Of("tokens");

    public static void Write(IHeaderDictionary headers, QuotaGrant grant)
    {
        Write(headers, Requests, grant.Requests);
        Write(headers, Tokens, grant.Tokens);
    }

    private static void Write(IHeaderDictionary headers, Names names, QuotaStanding? standing)
    {
        if (standing is not { } known)
        {
            return;
        }

        headers[names.Limit] = known.Limit.ToString(CultureInfo.InvariantCulture);
        headers[names.Remaining] = Math.Max(0, known.Remaining).ToString(CultureInfo.InvariantCulture);
        headers[names.Reset] = string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(known.Reset.TotalSeconds)}s");
    }

    private sealed record Names(string Limit, string Remaining, string Reset)
    {
        public static Names Of(string measure) => new($"x-ratelimit-limit-{measure}", $"x-ratelimit-remaining-{measure}", $"x-ratelimit-reset-{measure}");
    }
}
