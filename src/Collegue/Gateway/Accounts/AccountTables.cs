namespace Collegue.Gateway.Accounts;

/// <summary>How accounts, leases and uses are changed in the database, on both engines.</summary>
internal static class AccountTables
{
    /// <summary>A node not seen for so long holds nothing that others may wait for.</summary>
    private static readonly TimeSpan Alive = TimeSpan.FromMinutes(1);

    private const string OfAccount = """organisation_id = @p0 AND limit_id = @p1 AND subject_id = @p2 AND "window" = @p3""";

    private const string Others = """
        FROM quota_leases o JOIN quota_nodes n ON n.id = o.node_id
        WHERE o.organisation_id = @p0 AND o.limit_id = @p1 AND o.subject_id = @p2 AND o."window" = @p3 AND o.node_id <> @p4 AND n.seen_at >= @p5
        """;

    private const string Unused = "CAST(COALESCE(SUM(CASE WHEN o.amount > o.used THEN o.amount - o.used ELSE 0 END), 0) AS BIGINT)";

    /// <summary>What the account has after; null when it has none because its limit is gone.</summary>
    public static async Task<long?> ChangeAsync(Statements sql, LeaseKey account, long change, CancellationToken cancellation)
    {
        object[] key = [account.Organisation, account.Limit, account.Subject, account.Window];
        object[] changed = [.. key, change];
        var row = await sql.NumbersAsync($"UPDATE quota_accounts SET taken = taken + @p4 WHERE {OfAccount} RETURNING taken", changed, cancellation);
        if (row is null)
        {
            await sql.ExecuteAsync(
                """
                INSERT INTO quota_accounts (organisation_id, limit_id, subject_id, "window", taken)
                SELECT organisation_id, id, @p2, @p3, 0 FROM gateway_limits WHERE organisation_id = @p0 AND id = @p1 ON CONFLICT DO NOTHING
                """,
                key,
                cancellation);
            row = await sql.NumbersAsync($"UPDATE quota_accounts SET taken = taken + @p4 WHERE {OfAccount} RETURNING taken", changed, cancellation);
        }

        return row?[0];
    }

    /// <summary>The account must be locked: changed before in the same transaction.</summary>
    public static async Task<bool> TakeAsync(Statements sql, LeaseKey account, long amount, long most, CancellationToken cancellation) =>
        await sql.ExecuteAsync(
            $"UPDATE quota_accounts SET taken = taken + @p4 WHERE {OfAccount} AND taken + @p4 <= @p5",
            [account.Organisation, account.Limit, account.Subject, account.Window, amount, most],
            cancellation) == 1;

    public static async Task<(long Leases, long Unused)> OthersAsync(
        Statements sql, LeaseKey account, Guid node, DateTimeOffset now, CancellationToken cancellation)
    {
        var row = await sql.NumbersAsync(
            $"SELECT COUNT(*), {Unused} {Others}",
            [account.Organisation, account.Limit, account.Subject, account.Window, node, Recently(now)],
            cancellation);
        return (row![0], row[1]);
    }

    public static Task WriteLeaseAsync(Statements sql, LeaseKey account, Guid node, long amount, long used, CancellationToken cancellation) =>
        sql.ExecuteAsync(
            """
            INSERT INTO quota_leases (organisation_id, limit_id, subject_id, "window", node_id, amount, used) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)
            ON CONFLICT (organisation_id, limit_id, subject_id, "window", node_id) DO UPDATE SET amount = excluded.amount, used = excluded.used
            """,
            [account.Organisation, account.Limit, account.Subject, account.Window, node, amount, used],
            cancellation);

    /// <summary>What the account has, how many other nodes take from it and what they hold without using it; null when the lease is gone.</summary>
    public static Task<long[]?> UseAsync(Statements sql, LeaseKey account, Guid node, long used, DateTimeOffset now, CancellationToken cancellation) =>
        sql.NumbersAsync(
            $"""
            UPDATE quota_leases SET used = @p6 WHERE {OfAccount} AND node_id = @p4
            RETURNING (SELECT taken FROM quota_accounts WHERE {OfAccount}), (SELECT COUNT(*) {Others}), (SELECT {Unused} {Others})
            """,
            [account.Organisation, account.Limit, account.Subject, account.Window, node, Recently(now), used],
            cancellation);

    public static Task DeleteLeaseAsync(Statements sql, LeaseKey account, Guid node, CancellationToken cancellation) =>
        sql.ExecuteAsync(
            $"DELETE FROM quota_leases WHERE {OfAccount} AND node_id = @p4",
            [account.Organisation, account.Limit, account.Subject, account.Window, node],
            cancellation);

    public static async Task CountAsync(Statements sql, IEnumerable<KeyValuePair<UseKey, UseSum>> uses, CancellationToken cancellation)
    {
        foreach (var (key, sum) in uses)
        {
            await sql.ExecuteAsync(
                """
                INSERT INTO gateway_uses (organisation_id, day, key_id, agent_id, department_id, router, model_id, kind,
                    calls, failures, input_tokens, output_tokens, cost_micros, milliwatt_hours, milliseconds)
                SELECT id, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14 FROM organisations WHERE id = @p0
                ON CONFLICT (organisation_id, day, key_id, agent_id, department_id, router, model_id, kind) DO UPDATE SET
                    calls = gateway_uses.calls + excluded.calls, failures = gateway_uses.failures + excluded.failures,
                    input_tokens = gateway_uses.input_tokens + excluded.input_tokens, output_tokens = gateway_uses.output_tokens + excluded.output_tokens,
                    cost_micros = gateway_uses.cost_micros + excluded.cost_micros,
                    milliwatt_hours = gateway_uses.milliwatt_hours + excluded.milliwatt_hours,
                    milliseconds = gateway_uses.milliseconds + excluded.milliseconds
                """,
                [
                    key.Organisation, key.Day, key.Key, key.Agent, key.Department, key.Router, key.Model, key.Kind.ToString(),
                    sum.Calls, sum.Failures, sum.InputTokens, sum.OutputTokens, sum.CostMicros, sum.MilliwattHours, sum.Milliseconds,
                ],
                cancellation);
        }
    }

    public static Task SeeNodeAsync(Statements sql, Guid node, long flushed, DateTimeOffset now, CancellationToken cancellation) =>
        sql.ExecuteAsync(
            """
            INSERT INTO quota_nodes (id, flushed, seen_at) VALUES (@p0, @p1, @p2)
            ON CONFLICT (id) DO UPDATE SET flushed = excluded.flushed, seen_at = excluded.seen_at
            """,
            [node, flushed, now.ToUnixTimeMilliseconds()],
            cancellation);

    /// <summary>How far the journal of the node is in the database; null for a node that ended. Waits for what is being written of it.</summary>
    public static async Task<long?> FlushedAsync(Statements sql, Guid node, CancellationToken cancellation) =>
        (await sql.NumbersAsync("UPDATE quota_nodes SET flushed = flushed WHERE id = @p0 RETURNING flushed", [node], cancellation))?[0];

    public static Task ForgetNodeAsync(Statements sql, Guid node, CancellationToken cancellation) =>
        sql.ExecuteAsync("DELETE FROM quota_nodes WHERE id = @p0", [node], cancellation);

    public static Task<IReadOnlyList<(LeaseKey Key, long Amount, long Used)>> LeasesOfAsync(Statements sql, Guid node, CancellationToken cancellation) =>
        sql.ListAsync(
            """SELECT organisation_id, limit_id, subject_id, "window", amount, used FROM quota_leases WHERE node_id = @p0""",
            [node],
            row => (new LeaseKey(row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetInt64(3)), row.GetInt64(4), row.GetInt64(5)),
            cancellation);

    /// <summary>Deletes the accounts of windows that began before, with the leases on them.</summary>
    public static Task PurgeAsync(Statements sql, string period, DateTimeOffset before, CancellationToken cancellation) =>
        sql.ExecuteAsync(
            """
            DELETE FROM quota_accounts WHERE "window" < @p1 AND EXISTS (SELECT 1 FROM gateway_limits l
            WHERE l.organisation_id = quota_accounts.organisation_id AND l.id = quota_accounts.limit_id AND l.period = @p0)
            """,
            [period, before.ToUnixTimeMilliseconds()],
            cancellation);

    /// <summary>What nodes not seen since held stays taken.</summary>
    public static async Task ForgetNodesAsync(Statements sql, DateTimeOffset before, CancellationToken cancellation)
    {
        object[] since = [before.ToUnixTimeMilliseconds()];
        await sql.ExecuteAsync("DELETE FROM quota_leases WHERE node_id IN (SELECT id FROM quota_nodes WHERE seen_at < @p0)", since, cancellation);
        await sql.ExecuteAsync("DELETE FROM quota_nodes WHERE seen_at < @p0", since, cancellation);
    }

    private static long Recently(DateTimeOffset now) => (now - Alive).ToUnixTimeMilliseconds();
}
