using Collegue.Gateway.Accounts.Journals;
using Collegue.Storage.Gateway;
using Microsoft.Extensions.Options;

namespace Collegue.Gateway.Accounts;

/// <summary>
/// What this node holds of accounts and what its calls took, in memory behind one lock held for less than a microsecond, and in the
/// journal. <see cref="Clerk"/> brings it to the database.
/// </summary>
internal sealed partial class Books(TimeProvider clock, IOptions<AccountsOptions> options)
{
    /// <summary>What nobody takes is no number of tokens nor a price: sums must never overflow.</summary>
    private const long MostOfOneCall = 1_000_000_000_000;

    private readonly Lock gate = new();
    private readonly Dictionary<LeaseKey, Lease> leases = [];
    private readonly Dictionary<UseKey, UseSum> uses = [];
    private readonly List<Lease> dirty = [];
    private readonly List<Lease> wanted = [];
    private readonly List<Waiter> waiters = [];
    private Journal? journal;
    private long tick;
    private bool ended;

    /// <summary>The journal fills faster than it is written.</summary>
    private bool pressed;

    public bool IsOpen { get; private set; }

    public void Open(Journal opened)
    {
        lock (gate)
        {
            (journal, IsOpen) = (opened, true);
        }
    }

    /// <summary>What was learnt of the database before may have changed since.</summary>
    public void Tick() => Interlocked.Increment(ref tick);

    /// <summary>Null when the database must be asked.</summary>
    /// <param name="isLow">The database should be asked soon: an account runs low, or the journal fills.</param>
    public QuotaGrant? TryTake(GatewayCaller caller, CallPlan plan, Expense most, out bool isLow)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            var grant = Decide(caller, plan, most, now);
            isLow = wanted.Count > 0 || pressed;
            return grant;
        }
    }

    /// <summary>The call waits for its turn.</summary>
    public Waiter Queue(GatewayCaller caller, CallPlan plan, Expense most)
    {
        var waiter = new Waiter(caller, plan, most, clock.GetTimestamp() + (options.Value.WaitMilliseconds * clock.TimestampFrequency / 1000));
        lock (gate)
        {
            if (!IsOpen)
            {
                throw new AccountsClosedException("Accounts are closed.");
            }

            waiters.Add(waiter);
        }

        return waiter;
    }

    /// <summary>The call does not wait any more. What it was given in the meantime is in <see cref="Waiter.Done"/>.</summary>
    public void Leave(Waiter waiter)
    {
        lock (gate)
        {
            waiters.Remove(waiter);
        }
    }

    /// <summary>Whether calls wait, which what this one gave back may let through.</summary>
    public event Action? Freed;

    public void Settle(QuotaGrant grant, CallRecord record)
    {
        var tokens = Bounded(record.InputTokens) + Bounded(record.OutputTokens);
        var real = new Expense(grant.Most.Requests, tokens, Bounded(record.CostMicros));
        var caller = grant.Caller;
        var day = DateOnly.FromDateTime(grant.At.UtcDateTime);
        var key = new UseKey(
            caller.Organisation, GatewayUse.DayOf(day), caller.Key, caller.Agent ?? Guid.Empty,
            caller.Department ?? Guid.Empty, UseKey.Clean(record.Router), record.Model, record.Kind);
        var sum = new UseSum(
            1, record.Failed ? 1 : 0, Bounded(record.InputTokens), Bounded(record.OutputTokens), Bounded(record.CostMicros),
            Bounded(record.MilliwattHours), Bounded(record.Milliseconds));
        Span<LeaseDelta> deltas = stackalloc LeaseDelta[grant.Leases.Length];
        bool waited;
        lock (gate)
        {
            var count = 0;
            foreach (var lease in grant.Leases)
            {
                var need = grant.Most.Of(lease.Line.Measure);
                var change = real.Of(lease.Line.Measure) - need;
                lease.UnderWay--;
                lease.Freeable -= lease.Frees ? need : 0;
                if (change != 0)
                {
                    lease.Used += change;
                    deltas[count++] = new(lease.Key.Limit, lease.Key.Subject, lease.Key.Window, change);
                    Touch(lease);
                }
            }

            if (ended)
            {
                return;
            }

            journal!.Append(caller.Organisation, deltas[..count], grant.Promised, used: true, key, sum);
            ref var counted = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(uses, key, out _);
            counted += sum;
            waited = waiters.Count > 0;
        }

        if (waited)
        {
            Freed?.Invoke();
        }
    }

    private static long Bounded(long value) => Math.Clamp(value, 0, MostOfOneCall);

    /// <summary>Lets the call through, refuses it, or returns null when only the database can tell.</summary>
    private QuotaGrant? Decide(GatewayCaller caller, CallPlan plan, Expense most, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return null;
        }

        var held = LeasesOf(plan, now);
        var suffices = true;
        Lease? refusing = null;
        foreach (var lease in held)
        {
            var need = most.Of(lease.Line.Measure);
            if (need > 0 && need > lease.Available)
            {
                suffices = false;
                var hopeless = need > lease.Line.Most || (lease.KnownAt == Volatile.Read(ref tick) && !lease.CanReach(need));
                refusing = hopeless && !(refusing?.Window.Ends >= lease.Window.Ends) ? lease : refusing;
            }
        }

        return suffices ? Take(caller, held, most, now) : refusing is null ? null : Refuse(refusing, caller, held, most, now);
    }

    /// <summary>Null when the journal is full.</summary>
    private QuotaGrant? Take(GatewayCaller caller, Lease[] held, Expense most, DateTimeOffset now)
    {
        var promised = JournalRecord.MostSize(held.Length, use: true);
        if (!journal!.TryReserve(JournalRecord.MostSize(held.Length, use: false), promised))
        {
            pressed = true;
            return null;
        }

        Span<LeaseDelta> deltas = stackalloc LeaseDelta[held.Length];
        var count = 0;
        foreach (var lease in held)
        {
            var need = most.Of(lease.Line.Measure);
            lease.UnderWay++;
            lease.UsedAt = now.UtcTicks;
            if (need == 0)
            {
                continue;
            }

            lease.Used += need;
            lease.Need = need;
            lease.Freeable += lease.Frees ? need : 0;
            deltas[count++] = new(lease.Key.Limit, lease.Key.Subject, lease.Key.Window, need);
            Touch(lease);
            if (lease.Available < lease.Ahead / 4 && !lease.Wanted && lease.Unheld > 0)
            {
                lease.Wanted = true;
                wanted.Add(lease);
            }
        }

        if (count > 0)
        {
            journal.Append(caller.Organisation, deltas[..count], promised: 0);
        }

        pressed |= journal.IsFilling;
        return new QuotaGrant(this, caller, most, held, now) { Promised = promised };
    }

    private QuotaGrant Refuse(Lease lease, GatewayCaller caller, Lease[] held, Expense most, DateTimeOffset now) =>
        new(this, caller, most, held, now)
        {
            Refusal = new(
                lease.Line.Measure, lease.Line.Period, lease.Line.Subject, lease.Line.OneName, lease.Line.Period == LimitPeriod.Ever ? null : lease.Window.Ends),
        };

    private void Touch(Lease lease)
    {
        if (!lease.Dirty && !lease.Gone)
        {
            lease.Dirty = true;
            dirty.Add(lease);
        }
    }

    private Lease[] LeasesOf(CallPlan plan, DateTimeOffset now)
    {
        if (plan.Valid.Contains(now) && !Array.Exists(plan.Leases, static lease => lease.Closed))
        {
            return plan.Leases;
        }

        var (found, begins, ends) = (new Lease[plan.Lines.Count], DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        for (var index = 0; index < found.Length; index++)
        {
            var line = plan.Lines[index];
            var window = LimitWindow.Of(line.Period, now);
            var key = new LeaseKey(line.Organisation, line.Limit, line.SubjectId, window.Begins.ToUnixTimeMilliseconds());
            if (!leases.TryGetValue(key, out var lease))
            {
                lease = new Lease(key, line, window) { UsedAt = now.UtcTicks };
                leases.Add(key, lease);
            }

            lease.Line = line;
            found[index] = lease;
            (begins, ends) = (begins > window.Begins ? begins : window.Begins, ends < window.Ends ? ends : window.Ends);
        }

        (plan.Leases, plan.Valid) = (found, new LimitWindow(begins, ends));
        return found;
    }
}
