using Collegue.Gateway.Accounts.Journals;
using Collegue.Storage.Gateway;

namespace Collegue.Gateway.Accounts;

/// <summary>How what is in memory goes to the database, and what comes back.</summary>
internal sealed partial class Books
{
    private long scannedAt;

    /// <summary>
    /// Lets through those who can go, and returns what must go to the database; null when nothing must. Until the round is in or out, what
    /// it gives back cannot be used.
    /// </summary>
    /// <param name="flush">What was counted goes too, and what is not used is given back.</param>
    /// <param name="last">Everything is given back; what calls under way may take stays taken.</param>
    public Round? Begin(bool flush, bool last = false)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            if (journal is null || (!IsOpen && !last))
            {
                return null;
            }

            ended |= last;
            Serve(now);
            var turns = Asked();
            flush |= pressed;
            pressed = false;
            if (turns.Count == 0 && !flush && !last)
            {
                return null;
            }

            foreach (var lease in dirty.Where(lease => !lease.Gone))
            {
                lease.Dirty = false;
                turns.TryAdd(lease, new LeaseTurn(lease));
            }

            dirty.Clear();
            Scan(turns, now, last);
            foreach (var turn in turns.Values)
            {
                Prepare(turn, now, last);
            }

            if (turns.Count == 0 && uses.Count == 0 && !last)
            {
                return null;
            }

            var counted = uses.OrderBy(pair => pair.Key).ToList();
            uses.Clear();
            return new Round(journal!.Mark(), counted, [.. turns.Values.OrderBy(turn => turn.Lease.Key)], last);
        }
    }

    /// <summary>The round is in the database. Whether somebody still waits for what the database has.</summary>
    public bool Apply(Round round)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            foreach (var turn in round.Turns)
            {
                Apply(turn);
            }

            journal!.Flushed(round.Sequence);
            if (round.Turns.Any(turn => turn.Gone))
            {
                waiters.RemoveAll(EndsWithoutLimit);
            }

            Serve(now);
            var again = false;
            foreach (var waiter in waiters.Where(waiter => LacksOnlyWhatNobodyHolds(waiter, now)))
            {
                (waiter.AskedAt, again) = (-1, true);
            }

            return again;
        }
    }

    /// <summary>The round is not in the database: all is as if it had not been tried.</summary>
    public void Revert(Round round)
    {
        lock (gate)
        {
            foreach (var turn in round.Turns)
            {
                Revert(turn);
            }

            foreach (var (key, sum) in round.Uses)
            {
                uses[key] = uses.TryGetValue(key, out var since) ? since + sum : sum;
            }
        }
    }

    /// <summary>Those who wait for the database cannot be let through.</summary>
    public void Fail(Exception exception)
    {
        lock (gate)
        {
            waiters.ForEach(waiter => waiter.Fail(new AccountsClosedException("The database does not answer.", exception)));
            waiters.Clear();
        }
    }

    /// <summary>Nothing is let through any more. Returns the journal.</summary>
    public Journal? Close()
    {
        lock (gate)
        {
            IsOpen = false;
            waiters.ForEach(waiter => waiter.Fail(new AccountsClosedException("Accounts are closed.")));
            waiters.Clear();
            return journal;
        }
    }

    /// <summary>In the order in which they came.</summary>
    private void Serve(DateTimeOffset now)
    {
        if (waiters.Count == 0)
        {
            return;
        }

        var timestamp = clock.GetTimestamp();
        waiters.RemoveAll(waiter =>
        {
            var grant = Decide(waiter.Caller, waiter.Plan, waiter.Most, now);
            if (grant is null && (waiter.AskedAt < 0 || timestamp < waiter.Deadline))
            {
                return false;
            }

            var lacking = Array.Find(waiter.Plan.Leases, lease => waiter.Most.Of(lease.Line.Measure) > lease.Available);
            if (grant is null && lacking is null)
            {
                waiter.Fail(new AccountsClosedException("The journal is full: the database is too slow."));
                return true;
            }

            waiter.End(grant ?? Refuse(lacking!, waiter.Caller, waiter.Plan.Leases, waiter.Most, now));
            return true;
        });
    }

    /// <summary>The leases that cannot give what waiting calls need, and those that run low.</summary>
    private Dictionary<Lease, LeaseTurn> Asked()
    {
        var asked = new Dictionary<Lease, LeaseTurn>();
        foreach (var waiter in waiters.Where(waiter => waiter.AskedAt != tick))
        {
            waiter.AskedAt = tick;
            foreach (var lease in waiter.Plan.Leases)
            {
                var need = waiter.Most.Of(lease.Line.Measure);
                if (need > 0)
                {
                    asked.TryAdd(lease, new LeaseTurn(lease));
                    asked[lease].Waiting += need;
                    asked[lease].Need = Math.Max(asked[lease].Need, need);
                }
            }
        }

        foreach (var (lease, turn) in asked)
        {
            turn.Waiting -= lease.Available;
            turn.Asks = turn.Waiting > 0;
            lease.Need = Math.Max(lease.Need, turn.Need);
            if (!turn.Asks)
            {
                asked.Remove(lease);
            }
        }

        foreach (var lease in wanted.Where(lease => !lease.Closed))
        {
            asked.TryAdd(lease, new LeaseTurn(lease) { Need = lease.Need });
            asked[lease].Asks = true;
        }

        wanted.Clear();
        return asked;
    }

    /// <summary>Looks for what is held and not used, now and then.</summary>
    private void Scan(Dictionary<Lease, LeaseTurn> turns, DateTimeOffset now, bool last)
    {
        if (!last && now.UtcTicks - scannedAt < options.Value.IdleMilliseconds * TimeSpan.TicksPerMillisecond / 4 && now.UtcTicks >= scannedAt)
        {
            return;
        }

        scannedAt = now.UtcTicks;
        foreach (var lease in leases.Values.Where(lease => last || IsOver(lease, now) || (lease.IsTight && lease.Amount > lease.Used)))
        {
            turns.TryAdd(lease, new LeaseTurn(lease));
        }
    }

    /// <summary>Its window has ended, or nobody takes from it.</summary>
    private bool IsOver(Lease lease, DateTimeOffset now) => lease.UnderWay == 0
        && (!lease.Window.Contains(now) || Math.Abs(now.UtcTicks - lease.UsedAt) >= options.Value.IdleMilliseconds * TimeSpan.TicksPerMillisecond);

    private void Prepare(LeaseTurn turn, DateTimeOffset now, bool last)
    {
        var lease = turn.Lease;
        (turn.Before, turn.Used, turn.Most) = (lease.Amount, lease.Used, lease.Line.Most);
        if (turn.Asks)
        {
            lease.UsedAt = now.UtcTicks;
        }

        turn.Closes = last || (!turn.Asks && IsOver(lease, now));
        var givesAll = turn.Closes || !lease.Window.Contains(now) || (lease.IsTight && !turn.Asks);
        var keeps = givesAll ? lease.Used : Math.Min(lease.Amount, lease.Line.Most - lease.Elsewhere);
        turn.Target = Math.Max(lease.Used, keeps);
        lease.Amount = Math.Min(lease.Amount, turn.Target);
        if (turn.Closes)
        {
            lease.Closed = true;
            leases.Remove(lease.Key);
        }
    }

    private void Apply(LeaseTurn turn)
    {
        var lease = turn.Lease;
        lease.Wanted = false;
        if (turn.Gone)
        {
            (lease.Gone, lease.Closed) = (true, true);
            leases.Remove(lease.Key);
            return;
        }

        lease.HasRow = turn.Counts && !turn.Closes;
        lease.Amount = turn.Target + turn.Granted;
        if (turn.Taken is { } taken)
        {
            lease.Elsewhere = taken - lease.Amount;
            (lease.OthersUnused, lease.Contested, lease.KnownAt) = (turn.OthersUnused, turn.Contested, tick);
        }

        if (turn.Asks)
        {
            lease.Ahead = turn.Granted > turn.Waiting ? lease.Available : 0;
        }
    }

    private void Revert(LeaseTurn turn)
    {
        var lease = turn.Lease;
        lease.Wanted = false;
        lease.Amount += turn.Before - Math.Min(turn.Before, turn.Target);
        if (turn.Closes && leases.TryGetValue(lease.Key, out var since))
        {
            // Another took its place meanwhile, without a row yet.
            since.Amount += lease.Amount;
            since.Used += lease.Used;
            since.HasRow |= lease.HasRow;
            Touch(since);
            return;
        }

        if (turn.Closes)
        {
            lease.Closed = false;
            leases.Add(lease.Key, lease);
        }

        Touch(lease);
    }

    private static bool EndsWithoutLimit(Waiter waiter)
    {
        var gone = Array.Exists(waiter.Plan.Leases, lease => lease.Gone);
        if (gone)
        {
            waiter.End(null);
        }

        return gone;
    }

    private bool LacksOnlyWhatNobodyHolds(Waiter waiter, DateTimeOffset now) => Array.TrueForAll(LeasesOf(waiter.Plan, now), lease =>
        waiter.Most.Of(lease.Line.Measure) is var need && (need <= lease.Available || need <= lease.Available + lease.Unheld));
}
