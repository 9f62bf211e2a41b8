using System.Globalization;
using Npgsql;

namespace Collegue.Knowledge.SharedIndex;

/// <summary>
/// Replaces documents in the tables, one short transaction for each call: searches see a document as it was or as it is, and the
/// statistics of words always those of the documents that are there. Only the holder of the writers' lock may use it.
/// </summary>
internal sealed class SharedWriter(NpgsqlConnection connection, int model)
{
    /// <summary>For one statement of the writer: it is nobody's answer.</summary>
    public const int LongestSeconds = 600;

    private static readonly string CountsOfReplaced = $"""
        INSERT INTO deltas
        SELECT word, ARRAY[{Counts("place / 2048", SharedFields.OfDocuments, SharedFields.OfPassages)}] FROM (
            SELECT lexeme AS word, unnest(positions) AS place FROM {SharedTables.Schema}.documents, unnest(words)
            WHERE organisation_id = $1 AND document_id = ANY($2)) AS words GROUP BY word
        UNION ALL
        SELECT word, ARRAY[{Zeros(SharedFields.OfDocuments)}, {Counts("place / 2048", SharedFields.OfPassages, 0)}] FROM (
            SELECT lexeme AS word, unnest(positions) AS place FROM {SharedTables.Schema}.passages, unnest(words)
            WHERE organisation_id = $1 AND document_id = ANY($2)) AS words GROUP BY word
        """;

    private static readonly string AddWords = $"""
        INSERT INTO {SharedTables.Schema}.words AS known
        SELECT $1, word, ARRAY[{string.Join(", ", Enumerable.Range(1, SharedFields.All).Select(field => $"sum(counts[{field}])::int"))}] FROM deltas GROUP BY word
        ON CONFLICT (organisation_id, word) DO UPDATE SET counts =
            ARRAY[{string.Join(", ", Enumerable.Range(1, SharedFields.All).Select(field => $"known.counts[{field}] + excluded.counts[{field}]"))}]
        """;

    private static readonly string AddTotals = $"""
        INSERT INTO {SharedTables.Schema}.totals AS known VALUES ($1, $2, $3, $4)
        ON CONFLICT (organisation_id) DO UPDATE SET documents = known.documents + excluded.documents, passages = known.passages + excluded.passages,
            lengths = ARRAY[{string.Join(", ", Enumerable.Range(1, SharedFields.All).Select(field => $"known.lengths[{field}] + excluded.lengths[{field}]"))}]
        """;

    private static readonly string TotalsOfReplaced = $"""
        SELECT count(*), coalesce(sum(passages), 0), ARRAY[{string.Join(", ", Enumerable.Range(1, SharedFields.OfDocuments).Select(field => $"coalesce(sum(lengths[{field}]), 0)::bigint"))}],
            (SELECT ARRAY[coalesce(sum(text_length), 0)::bigint, coalesce(sum(context_length), 0)::bigint] FROM {SharedTables.Schema}.passages
             WHERE organisation_id = $1 AND document_id = ANY($2))
        FROM {SharedTables.Schema}.documents WHERE organisation_id = $1 AND document_id = ANY($2)
        """;

    /// <summary>Writes a batch instead of what is there of the same documents.</summary>
    public Task WriteAsync(WrittenBatch batch, CancellationToken cancellation) => ReplaceAsync(batch.Organisation, [.. batch.Ids], batch, cancellation);

    public Task RemoveAsync(Guid organisation, Guid[] documents, CancellationToken cancellation) => ReplaceAsync(organisation, documents, null, cancellation);

    private async Task ReplaceAsync(Guid organisation, Guid[] documents, WrittenBatch? batch, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await SharedTables.ExecuteAsync(connection, """
            CREATE TEMPORARY TABLE IF NOT EXISTS deltas (word text COLLATE "C", counts int[]) ON COMMIT DELETE ROWS;
            CREATE TEMPORARY TABLE IF NOT EXISTS form_deltas (form text COLLATE "C", documents int) ON COMMIT DELETE ROWS
            """, cancellation);
        await ForgetAsync(organisation, documents, cancellation);
        if (batch is not null)
        {
            await CopyAsync($"{SharedTables.Schema}.documents", batch.Documents, cancellation);
            await CopyAsync($"{SharedTables.Schema}.passages", batch.Passages, cancellation);
            await CopyAsync(SharedTables.Vectors(model), batch.Vectors, cancellation);
            await CopyAsync("deltas", Lines(batch.Words), cancellation);
            await CopyAsync("form_deltas", Lines(batch.Forms), cancellation);
            await AddTotalsAsync(organisation, batch.Ids.Count, batch.PassageCount, batch.Lengths, cancellation);
        }

        await ExecuteAsync(AddWords, cancellation, organisation);
        await ExecuteAsync($"""
            INSERT INTO {SharedTables.Schema}.forms AS known SELECT $1, form, sum(documents)::int FROM form_deltas GROUP BY form
            ON CONFLICT (organisation_id, form) DO UPDATE SET documents = known.documents + excluded.documents
            """, cancellation, organisation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Takes documents out of the tables and of the statistics.</summary>
    private async Task ForgetAsync(Guid organisation, Guid[] documents, CancellationToken cancellation)
    {
        var replaced = await ReplacedAsync(organisation, documents, cancellation);
        if (replaced.Documents == 0)
        {
            return;
        }

        await ExecuteAsync(CountsOfReplaced, cancellation, organisation, documents);
        await ExecuteAsync($"""
            INSERT INTO form_deltas SELECT unnest(forms), -1 FROM {SharedTables.Schema}.documents WHERE organisation_id = $1 AND document_id = ANY($2)
            """, cancellation, organisation, documents);
        await AddTotalsAsync(organisation, -replaced.Documents, -replaced.Passages, [.. replaced.Lengths.Select(length => -length)], cancellation);
        foreach (var table in new[] { SharedTables.Vectors(model), $"{SharedTables.Schema}.passages", $"{SharedTables.Schema}.documents" })
        {
            await ExecuteAsync($"DELETE FROM {table} WHERE organisation_id = $1 AND document_id = ANY($2)", cancellation, organisation, documents);
        }
    }

    private async Task<(long Documents, long Passages, long[] Lengths)> ReplacedAsync(Guid organisation, Guid[] documents, CancellationToken cancellation)
    {
        await using var command = Command(TotalsOfReplaced, organisation, documents);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return (row.GetInt64(0), row.GetInt64(1),
            [.. await row.GetFieldValueAsync<long[]>(2, cancellation), .. await row.GetFieldValueAsync<long[]>(3, cancellation)]);
    }

    private Task<int> AddTotalsAsync(Guid organisation, long documents, long passages, long[] lengths, CancellationToken cancellation) =>
        ExecuteAsync(AddTotals, cancellation, organisation, documents, passages, lengths);

    private async Task CopyAsync(string table, CopyLines lines, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginTextImportAsync($"COPY {table} FROM STDIN", cancellation);
        await lines.WriteToAsync(copy, cancellation);
    }

    private Task<int> ExecuteAsync(string sql, CancellationToken cancellation, params object[] values) => Command(sql, values).ExecuteNonQueryAsync(cancellation);

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = LongestSeconds };
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private static CopyLines Lines(Dictionary<string, int[]> words)
    {
        var lines = new CopyLines();
        foreach (var (word, counts) in words)
        {
            lines.Add(word).Add(counts).End();
        }

        return lines;
    }

    private static CopyLines Lines(Dictionary<string, int> forms)
    {
        var lines = new CopyLines();
        foreach (var (form, documents) in forms)
        {
            lines.Add(form).Add(documents).End();
        }

        return lines;
    }

    private static string Counts(string field, int fields, int zerosAfter) =>
        string.Join(", ", Enumerable.Range(0, fields).Select(number => string.Create(CultureInfo.InvariantCulture, $"-(count(*) FILTER (WHERE {field} = {number}))::int"))
            .Concat(Enumerable.Repeat("0", zerosAfter)));

    private static string Zeros(int count) => string.Join(", ", Enumerable.Repeat("0", count));
}
