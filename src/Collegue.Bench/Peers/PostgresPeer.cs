using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Collegue.Bench.Peers;

/// <summary>PostgreSQL's own full text in French, in a table that leaves with the connection.</summary>
public sealed class PostgresPeer(string connectionString) : IPeer
{
    private readonly NpgsqlConnection connection = new(connectionString);
    private NpgsqlCommand? select;

    public string Name => $"PostgreSQL {connection.PostgreSqlVersion.ToString(2)} full text alone";

    public string French => "configuration french (Snowball stems, stop words), any word, ts_rank over its length";

    /// <summary>The peak of the server's process for this connection, shared pages it touched included, when the server is on this machine.</summary>
    public long? ServerPeakBytes => PeakOf(connection.ProcessID);

    public async Task<int> IndexAsync(IAsyncEnumerable<PeerDocument> documents, CancellationToken cancellation)
    {
        await connection.OpenAsync(cancellation);
        await connection.ExecuteAsync("CREATE TEMPORARY TABLE sheets (id text NOT NULL, words tsvector NOT NULL)", cancellation);
        var count = 0;
        await connection.ExecuteAsync("BEGIN", cancellation);
        await using (var insert = new NpgsqlCommand(
            "INSERT INTO sheets SELECT $1, setweight(to_tsvector('french', $2), 'A') || setweight(to_tsvector('french', $3), 'B') || setweight(to_tsvector('french', $4), 'D')", connection))
        {
            for (var at = 0; at < 4; at++)
            {
                insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text });
            }

            await foreach (var document in documents.WithCancellation(cancellation))
            {
                (insert.Parameters[0].Value, insert.Parameters[1].Value, insert.Parameters[2].Value, insert.Parameters[3].Value) =
                    (document.Id, document.Title, document.Description, document.Body);
                await insert.ExecuteNonQueryAsync(cancellation);
                count++;
            }
        }

        await connection.ExecuteAsync("COMMIT", cancellation);
        await connection.ExecuteAsync("CREATE INDEX ON sheets USING gin (words)", cancellation);
        await connection.ExecuteAsync("ANALYZE sheets", cancellation);
        return count;
    }

    public async Task<IReadOnlyList<string>> SearchAsync(string query, int top, CancellationToken cancellation)
    {
        select ??= await PrepareAsync(cancellation);
        (select.Parameters[0].Value, select.Parameters[1].Value) = (query, top);
        return await select.IdsAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (select is not null)
        {
            await select.DisposeAsync();
        }

        await connection.DisposeAsync();
    }

    private async Task<NpgsqlCommand> PrepareAsync(CancellationToken cancellation)
    {
        var command = new NpgsqlCommand(
            """
            SELECT sheets.id
            FROM sheets, (SELECT string_agg(quote_literal(lexeme), ' | ')::tsquery AS asked FROM unnest(to_tsvector('french', $1))) AS question
            WHERE sheets.words @@ question.asked
            ORDER BY ts_rank('{0.33, 0.33, 0.5, 1}', sheets.words, question.asked, 1) DESC
            LIMIT $2
            """,
            connection)
        {
            Parameters =
            {
                new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text },
                new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer },
            },
        };
        await command.PrepareAsync(cancellation);
        return command;
    }

    private static long? PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? null : long.Parse(line.AsSpan(6, line.Length - 8).Trim(), CultureInfo.InvariantCulture) * 1024;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
