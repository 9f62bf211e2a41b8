using Collegue.Knowledge.Searching;
using Collegue.Storage.Knowledge;
using Npgsql;

namespace Collegue.Knowledge.SharedIndex;

/// <summary>Reads documents and passages found, as they are stored: the tables of the index hold no text.</summary>
internal static class SharedRows
{
    private const string Documents = """
        SELECT d.id, d.collection_id, d.key, d.title, d.description, d.url, d.updated, d.audience, d.theme
        FROM unnest($1, $2) WITH ORDINALITY AS asked (organisation, document, place)
        JOIN documents AS d ON d.organisation_id = asked.organisation AND d.id = asked.document ORDER BY place
        """;

    // An import may have cut a document anew since its passages were written in the index: the one where the passage was, or the
    // last before, is given.
    private const string Passages = """
        SELECT p.id, p.kind, p.position, p.heading, p.situation, p.text, p.url
        FROM unnest($1, $2, $3) WITH ORDINALITY AS asked (organisation, document, position, place)
        LEFT JOIN LATERAL (
            SELECT * FROM passages WHERE organisation_id = asked.organisation AND document_id = asked.document AND passages.position <= asked.position
            ORDER BY passages.position DESC LIMIT 1) AS p ON true
        ORDER BY place
        """;

    private static readonly PassageRow Gone = new(Guid.Empty, PassageKind.Body, 0, null, null, "", null);

    public static async Task<FoundRows> ReadAsync(
        NpgsqlConnection connection, NpgsqlTransaction moment, IReadOnlyList<(Guid Organisation, Guid Document)> documents,
        IReadOnlyList<(Guid Organisation, Guid Document, int Position)> passages, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection, moment)
        {
            BatchCommands =
            {
                Command(Documents, documents.Select(row => row.Organisation).ToArray(), documents.Select(row => row.Document).ToArray()),
                Command(Passages, passages.Select(row => row.Organisation).ToArray(), passages.Select(row => row.Document).ToArray(),
                    passages.Select(row => row.Position).ToArray()),
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(cancellation);
        var (foundDocuments, foundPassages) = (new List<DocumentRow>(documents.Count), new List<PassageRow>(passages.Count));
        while (await rows.ReadAsync(cancellation))
        {
            foundDocuments.Add(new DocumentRow(rows.GetGuid(0), rows.GetGuid(1), rows.GetString(2), rows.GetString(3), Text(rows, 4), Text(rows, 5),
                rows.IsDBNull(6) ? null : rows.GetFieldValue<DateOnly>(6), Text(rows, 7), Text(rows, 8)));
        }

        await rows.NextResultAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            foundPassages.Add(rows.IsDBNull(0) ? Gone : new PassageRow(
                rows.GetGuid(0), Enum.Parse<PassageKind>(rows.GetString(1)), rows.GetInt32(2), Text(rows, 3), Text(rows, 4), rows.GetString(5), Text(rows, 6)));
        }

        return new FoundRows(foundDocuments, foundPassages);
    }

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
