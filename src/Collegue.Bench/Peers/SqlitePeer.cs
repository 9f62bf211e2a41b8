using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Collegue.Bench.Peers;

/// <summary>SQLite's own full text (FTS5) in a file, with the tokenizer its documentation gives for languages with accents.</summary>
public sealed partial class SqlitePeer : IPeer
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("collegue-fts5-");
    private readonly SqliteConnection connection;

    public SqlitePeer()
    {
        connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "peer.db")};Pooling=False");
    }

    public string Name => $"SQLite {connection.ServerVersion} FTS5";

    public string French => "unicode61 without diacritics; it has no French stems; any word";

    public async Task<int> IndexAsync(IAsyncEnumerable<PeerDocument> documents, CancellationToken cancellation)
    {
        await connection.OpenAsync(cancellation);
        await connection.ExecuteAsync("CREATE VIRTUAL TABLE sheets USING fts5(id UNINDEXED, title, description, body, tokenize = \"unicode61 remove_diacritics 2\")", cancellation);
        var count = 0;
        await using (var transaction = await connection.BeginTransactionAsync(cancellation))
        {
            await using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO sheets (id, title, description, body) VALUES ($id, $title, $description, $body)";
            await foreach (var document in documents.WithCancellation(cancellation))
            {
                insert.Parameters.Clear();
                insert.Parameters.AddWithValue("$id", document.Id);
                insert.Parameters.AddWithValue("$title", document.Title);
                insert.Parameters.AddWithValue("$description", document.Description);
                insert.Parameters.AddWithValue("$body", document.Body);
                await insert.ExecuteNonQueryAsync(cancellation);
                count++;
            }

            await transaction.CommitAsync(cancellation);
        }

        await connection.ExecuteAsync("INSERT INTO sheets (sheets) VALUES ('optimize')", cancellation);
        return count;
    }

    public async Task<IReadOnlyList<string>> SearchAsync(string query, int top, CancellationToken cancellation)
    {
        var words = Word().Matches(query).Select(word => $"\"{word.Value}\"").Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (words.Count == 0)
        {
            return [];
        }

        await using var select = connection.CreateCommand();
        select.CommandText = "SELECT id FROM sheets WHERE sheets MATCH $words ORDER BY bm25(sheets, 0.0, 3.0, 1.5, 1.0) LIMIT $top";
        select.Parameters.AddWithValue("$words", string.Join(" OR ", words));
        select.Parameters.AddWithValue("$top", top);
        return await select.IdsAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
