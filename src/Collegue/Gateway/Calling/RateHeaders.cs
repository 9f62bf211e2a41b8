using System.Globalization;
using Collegue.Gateway.Accounts;

namespace Collegue.Gateway.Calling;

/// <summary>What is left of the limits for a minute, in the headers that clients of OpenAI read.</summary>
internal static class RateHeaders
{
    public static void Write(IHeaderDictionary headers, QuotaGrant grant)
    {
        Write(headers, "requests", grant.Requests);
        Write(headers, "tokens", grant.Tokens);
    }

    private static void Write(IHeaderDictionary headers, string measure, QuotaStanding? standing)
    {
        if (standing is not { } known)
        {
            return;
        }

        headers[$"x-ratelimit-limit-{measure}"] = known.Limit.ToString(CultureInfo.InvariantCulture);
        headers[$"x-ratelimit-remaining-{measure}"] = Math.Max(0, known.Remaining).ToString(CultureInfo.InvariantCulture);
        headers[$"x-ratelimit-reset-{measure}"] = string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(known.Reset.TotalSeconds)}s");
    }
}
