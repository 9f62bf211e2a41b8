using Collegue.Storage.Gateway;

namespace Collegue.Gateway.Accounts;

/// <summary>What was set aside for a call, or why it may not be made.</summary>
internal sealed class QuotaGrant(Books books, GatewayCaller caller, Expense most, Lease[] leases, DateTimeOffset at)
{
    private readonly MinuteStanding requests = MinuteStanding.Tightest(leases, LimitMeasure.Requests);
    private readonly MinuteStanding tokens = MinuteStanding.Tightest(leases, LimitMeasure.Tokens);
    private int settled;

    /// <summary>Null when the call may be made.</summary>
    public QuotaRefusal? Refusal { get; init; }

    /// <summary>The tightest limit on the requests of a minute; null without one.</summary>
    public QuotaStanding? Requests => requests.At(at);

    /// <summary>The tightest limit on the tokens of a minute; null without one.</summary>
    public QuotaStanding? Tokens => tokens.At(at);

    internal GatewayCaller Caller => caller;
    internal Expense Most => most;
    internal Lease[] Leases => leases;
    internal DateTimeOffset At => at;

    /// <summary>Room kept in the journal for what the call will have taken.</summary>
    internal int Promised { get; init; }

    /// <summary>Puts what the call took in the place of the most it could take, and counts the use. The first time only; never throws, never waits.</summary>
    public void Settle(CallRecord record)
    {
        if (Refusal is null && Interlocked.Exchange(ref settled, 1) == 0)
        {
            books.Settle(this, record);
        }
    }

    /// <summary>As it was under the lock, without an object for each call.</summary>
    private readonly record struct MinuteStanding(bool Known, long Limit, long Remaining, DateTimeOffset Ends)
    {
        public QuotaStanding? At(DateTimeOffset now) => Known ? new(Limit, Math.Max(0, Remaining), Ends - now) : null;

        public static MinuteStanding Tightest(Lease[] leases, LimitMeasure measure)
        {
            MinuteStanding tightest = default;
            foreach (var lease in leases)
            {
                var remaining = lease.Line.Most - lease.Elsewhere - lease.Used;
                if (lease.Line.Measure == measure && lease.Line.Period == LimitPeriod.Minute && (!tightest.Known || remaining < tightest.Remaining))
                {
                    tightest = new(true, lease.Line.Most, remaining, lease.Window.Ends);
                }
            }

            return tightest;
        }
    }
}

/// <summary>The limit that refuses a call.</summary>
/// <param name="OneName">It is of the name asked for alone, so another may still be asked.</param>
/// <param name="Until">When its window ends; null when it never does.</param>
internal sealed record QuotaRefusal(LimitMeasure Measure, LimitPeriod Period, LimitSubject Subject, bool OneName, DateTimeOffset? Until);

/// <summary>Where an account stands, as far as this node knows.</summary>
internal sealed record QuotaStanding(long Limit, long Remaining, TimeSpan Reset);
