using System.Globalization;
using Collegue.Knowledge.Embedding;
using Collegue.Knowledge.Indexing;
using Npgsql;

namespace Collegue.Knowledge.SharedIndex;

/// <summary>
/// The tables of the index that nodes share, in a schema of their own: a projection of documents and passages that may be dropped
/// and is then written again. They are not part of the model: SQLite has none of them, and a database may lack pgvector.
/// </summary>
internal static class SharedTables
{
    /// <summary>Its number is raised with what is written in them: a newer program then fills a schema of its own beside the older one's.</summary>
    public const string Schema = "collegue_search_1";

    /// <summary>One lock for the instance: whoever holds it writes the tables.</summary>
    public const long WritersLock = 0x436F6C6C65677565;

    private const string Tables = $"""
        CREATE SCHEMA IF NOT EXISTS {Schema};
        CREATE TABLE IF NOT EXISTS {Schema}.revisions (name text PRIMARY KEY, revision bigint NOT NULL);
        INSERT INTO {Schema}.revisions VALUES ('words', 0) ON CONFLICT DO NOTHING;
        CREATE TABLE IF NOT EXISTS {Schema}.models (
            id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE, dimensions int NOT NULL);
        CREATE TABLE IF NOT EXISTS {Schema}.collections (
            organisation_id uuid NOT NULL, collection_id uuid NOT NULL, version bigint NOT NULL, model int NOT NULL, passages bigint NOT NULL,
            PRIMARY KEY (organisation_id, collection_id));
        CREATE TABLE IF NOT EXISTS {Schema}.documents (
            organisation_id uuid NOT NULL, document_id uuid NOT NULL, collection_id uuid NOT NULL, key text COLLATE "C" NOT NULL,
            content_hash text NOT NULL, model int NOT NULL, audience text, theme text, valid_from date, valid_until date,
            passages int NOT NULL, signature bigint NOT NULL, title_words text NOT NULL, lengths int[] NOT NULL, words tsvector NOT NULL, forms text[] NOT NULL,
            PRIMARY KEY (organisation_id, document_id));
        ALTER TABLE {Schema}.documents SET (toast_tuple_target = 8160);
        ALTER TABLE {Schema}.documents ALTER COLUMN words SET STORAGE MAIN;
        CREATE INDEX IF NOT EXISTS documents_collection ON {Schema}.documents (organisation_id, collection_id);
        CREATE INDEX IF NOT EXISTS documents_words ON {Schema}.documents USING gin (words) WITH (fastupdate = off);
        CREATE TABLE IF NOT EXISTS {Schema}.passages (
            organisation_id uuid NOT NULL, document_id uuid NOT NULL, position int NOT NULL, kind smallint NOT NULL,
            text_length int NOT NULL, context_length int NOT NULL, words tsvector NOT NULL,
            PRIMARY KEY (organisation_id, document_id, position));
        CREATE TABLE IF NOT EXISTS {Schema}.words (
            organisation_id uuid NOT NULL, word text COLLATE "C" NOT NULL, counts int[] NOT NULL, PRIMARY KEY (organisation_id, word));
        CREATE TABLE IF NOT EXISTS {Schema}.forms (
            organisation_id uuid NOT NULL, form text COLLATE "C" NOT NULL, documents int NOT NULL, PRIMARY KEY (organisation_id, form));
        CREATE TABLE IF NOT EXISTS {Schema}.totals (
            organisation_id uuid PRIMARY KEY, documents bigint NOT NULL, passages bigint NOT NULL, lengths bigint[] NOT NULL);
        """;

    /// <summary>Makes what is missing.</summary>
    public static async Task<TablesState> EnsureAsync(NpgsqlDataSource source, TextEmbedder embedder, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            // Two nodes that start together would both create the same thing, and one would fail.
            await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({WritersLock + 1})", cancellation);
            if (await VersionAsync(connection, cancellation) is null)
            {
                await ExecuteAsync(connection, "CREATE EXTENSION vector", cancellation);
            }

            if (await VersionAsync(connection, cancellation) is not { } version || version < new Version(0, 8))
            {
                return new TablesState.Unavailable("pgvector 0.8 or later is needed");
            }

            // Only once: changing a table waits for every search under way.
            if (!await ExistAsync(connection, cancellation))
            {
                await ExecuteAsync(connection, Tables, cancellation);
            }

            var model = await ModelAsync(connection, embedder.Name, embedder.Dimensions, cancellation);
            await transaction.CommitAsync(cancellation);
            return new TablesState.Ready(model);
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.UndefinedFile or PostgresErrorCodes.FeatureNotSupported)
        {
            return new TablesState.Unavailable("pgvector is not installed on the server of the database");
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return new TablesState.Unavailable("an administrator of the database must create the extension vector, or let this role create a schema");
        }
    }

    /// <summary>Becomes the one that writes; false when another is and this one does not wait.</summary>
    public static async Task<bool> LockAsync(NpgsqlConnection connection, bool waits, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(waits ? $"SELECT true FROM pg_advisory_lock({WritersLock})" : $"SELECT pg_try_advisory_lock({WritersLock})", connection);
        command.CommandTimeout = 0;
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Also when the caller was stopped: a pooled connection would keep the lock.</summary>
    public static async Task UnlockAsync(NpgsqlConnection connection)
    {
        if (connection.State == System.Data.ConnectionState.Open)
        {
            await ExecuteAsync(connection, $"SELECT pg_advisory_unlock({WritersLock})", CancellationToken.None);
        }
    }

    /// <summary>Raised whenever a collection was written to its end.</summary>
    public static async Task<long> RevisionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"SELECT revision FROM {Schema}.revisions", connection);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>What each collection was when it was last written to its end.</summary>
    public static async Task<List<WrittenCollection>> WrittenAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var written = new List<WrittenCollection>();
        await using var command = new NpgsqlCommand($"SELECT organisation_id, collection_id, version, model FROM {Schema}.collections", connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            written.Add(new WrittenCollection(rows.GetGuid(0), rows.GetGuid(1), rows.GetInt64(2), rows.GetInt32(3)));
        }

        return written;
    }

    /// <summary>The number of a model, its table of vectors made when missing.</summary>
    private static async Task<int> ModelAsync(NpgsqlConnection connection, string name, int dimensions, CancellationToken cancellation)
    {
        await using var add = new NpgsqlCommand(
            $"INSERT INTO {Schema}.models (name, dimensions) SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM {Schema}.models WHERE name = $1)", connection)
        {
            Parameters = { new() { Value = name }, new() { Value = dimensions } },
        };
        await add.ExecuteNonQueryAsync(cancellation);
        await using var find = new NpgsqlCommand($"SELECT id FROM {Schema}.models WHERE name = $1", connection) { Parameters = { new() { Value = name } } };
        var model = (int)(await find.ExecuteScalarAsync(cancellation))!;
        await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"""
            CREATE TABLE IF NOT EXISTS {Vectors(model)} (
                organisation_id uuid NOT NULL, document_id uuid NOT NULL, position int NOT NULL, vector halfvec({dimensions}) NOT NULL,
                PRIMARY KEY (organisation_id, document_id, position))
            """), cancellation);
        return model;
    }

    public static string Vectors(int model) => string.Create(CultureInfo.InvariantCulture, $"{Schema}.vectors_{model}");

    public static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<bool> ExistAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"SELECT to_regclass('{Schema}.totals') IS NOT NULL", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<Version?> VersionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT extversion FROM pg_extension WHERE extname = 'vector'", connection);
        return await command.ExecuteScalarAsync(cancellation) is string version ? Version.Parse(version) : null;
    }
}

/// <summary>A collection as it was written.</summary>
internal sealed record WrittenCollection(Guid Organisation, Guid Id, long Version, int Model);
