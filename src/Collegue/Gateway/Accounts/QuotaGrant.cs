using Collegue.Storage.Gateway;

namespace Collegue.Gateway.Accounts;

/// <summary>What was set aside for a call, or why it may not be made.</summary>
internal sealed class QuotaGrant
{
    /// <summary>Null when the call may be made.</summary>
    public QuotaRefusal? Refusal { get; init; }

    /// <summary>The tightest limit on the requests of a minute; null without one.</summary>
    public QuotaStanding? Requests => null;

    /// <summary>The tightest limit on the tokens of a minute; null without one.</summary>
    public QuotaStanding? Tokens => null;

    /// <summary>Puts what the call took in the place of the most it could take, and counts the use. The first time only; never throws, never waits.</summary>
    public void Settle(CallRecord record)
    {
    }
}

/// <summary>The limit that refuses a call.</summary>
/// <param name="Until">When its window ends; null when it never does.</param>
internal sealed record QuotaRefusal(LimitMeasure Measure, LimitPeriod Period, LimitSubject Subject, DateTimeOffset? Until);

/// <summary>Where an account stands, as far as this node knows.</summary>
internal sealed record QuotaStanding(long Limit, long Remaining, TimeSpan Reset);
