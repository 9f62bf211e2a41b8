using System.Data;
using System.Threading.Channels;
using Collegue.Knowledge.Embedding;
using Collegue.Knowledge.Indexing;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Collegue.Knowledge.SharedIndex;

/// <summary>
/// Brings the tables to the state of the collections. Documents are compared by their content hash, so only what changed is
/// written, and a projection that was killed is continued by the next one. Needs the writers' lock, held by the connection.
/// </summary>
internal sealed class Projection(IServiceScopeFactory scopes, NpgsqlConnection connection, TextEmbedder embedder, int model)
{
    private const int DocumentsABatch = 100;

    // A comparison with every vector is as fast below, and an index costs its upkeep.
    private const long VectorsWorthAnIndex = 10_000;

    /// <summary>The number of documents written or removed.</summary>
    public async Task<int> RunAsync(Catalogue catalogue, CancellationToken cancellation)
    {
        var writer = new SharedWriter(connection, model);
        var known = (await SharedTables.WrittenAsync(connection, cancellation)).ToDictionary(row => (row.Organisation, row.Id));
        var written = 0;
        foreach (var card in catalogue.All)
        {
            if (!known.Remove((card.Organisation, card.Id), out var state) || (state.Version, state.Model) != (card.Version, model))
            {
                written += await FollowAsync(writer, card.Organisation, card.Id, cancellation);
                await ExecuteAsync($"""
                    INSERT INTO {SharedTables.Schema}.collections SELECT $1, $2, $3, $4, coalesce(sum(passages), 0)
                    FROM {SharedTables.Schema}.documents WHERE organisation_id = $1 AND collection_id = $2
                    ON CONFLICT (organisation_id, collection_id)
                    DO UPDATE SET version = excluded.version, model = excluded.model, passages = excluded.passages
                    """, cancellation, card.Organisation, card.Id, card.Version, model);
                await RaiseAsync(cancellation);
            }
        }

        foreach (var (organisation, collection) in known.Keys)
        {
            written += await FollowAsync(writer, organisation, collection, cancellation);
            await ExecuteAsync($"DELETE FROM {SharedTables.Schema}.collections WHERE organisation_id = $1 AND collection_id = $2", cancellation, organisation, collection);
            await RaiseAsync(cancellation);
        }

        if (written > 0)
        {
            await TidyAsync(cancellation);
        }

        return written;
    }

    private Task RaiseAsync(CancellationToken cancellation) =>
        ExecuteAsync($"UPDATE {SharedTables.Schema}.revisions SET revision = revision + 1", cancellation);

    private async Task<int> FollowAsync(SharedWriter writer, Guid organisation, Guid collection, CancellationToken cancellation)
    {
        var gone = await IdsAsync($"""
            SELECT document_id FROM {SharedTables.Schema}.documents AS kept WHERE organisation_id = $1 AND collection_id = $2
            AND NOT EXISTS (SELECT FROM documents WHERE organisation_id = $1 AND id = document_id AND documents.collection_id = $2)
            """, cancellation, organisation, collection);
        foreach (var batch in gone.Chunk(DocumentsABatch))
        {
            await writer.RemoveAsync(organisation, batch, cancellation);
        }

        var changed = await IdsAsync($"""
            SELECT id FROM documents WHERE organisation_id = $1 AND collection_id = $2 AND NOT EXISTS (
                SELECT FROM {SharedTables.Schema}.documents AS kept
                WHERE kept.organisation_id = $1 AND document_id = id AND kept.content_hash = documents.content_hash AND model = $3)
            ORDER BY id
            """, cancellation, organisation, collection, model);
        await WriteAsync(writer, organisation, changed, cancellation);
        return gone.Count + changed.Count;
    }

    /// <summary>Documents are made ready on the other processors while the database stores those before.</summary>
    private async Task WriteAsync(SharedWriter writer, Guid organisation, List<Guid> documents, CancellationToken cancellation)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ready = Channel.CreateBounded<WrittenBatch>(2);
        var making = Task.Run(() => MakeAsync(organisation, documents, ready.Writer, stopping.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in ready.Reader.ReadAllAsync(cancellation))
            {
                await writer.WriteAsync(batch, cancellation);
            }
        }
        finally
        {
            await stopping.CancelAsync();
            await making.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task MakeAsync(Guid organisation, List<Guid> documents, ChannelWriter<WrittenBatch> ready, CancellationToken cancellation)
    {
        try
        {
            using var analysis = new FrenchAnalysis();
            await Parallel.ForEachAsync(documents.Chunk(DocumentsABatch), new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellation },
                async (ids, stop) =>
                {
                    var batch = new WrittenBatch(organisation, model, embedder, analysis);
                    foreach (var document in await ReadAsync(organisation, ids, stop))
                    {
                        batch.Add(document);
                    }

                    await ready.WriteAsync(batch, stop);
                });
            ready.Complete();
        }
        catch (Exception exception)
        {
            ready.Complete(exception);
        }
    }

    private async Task<List<Document>> ReadAsync(Guid organisation, Guid[] ids, CancellationToken cancellation)
    {
        await using var unit = scopes.CreateAsyncScope();
        unit.ServiceProvider.GetRequiredService<OrganisationScope>().EnterInstance();
        var db = unit.ServiceProvider.GetRequiredService<CollegueDb>();

        // The hash of a document and its passages as they are at one moment: an import may be changing them.
        await using var moment = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        return await db.Documents.IgnoreQueryFilters().AsNoTracking().AsSplitQuery()
            .Where(row => row.OrganisationId == organisation && ids.Contains(row.Id))
            .Include(row => row.Passages.OrderBy(passage => passage.Position)).OrderBy(row => row.Id)
            .ToListAsync(cancellation);
    }

    /// <summary>Makes the index of vectors once there are enough, drops those of models no longer used and words no document has.</summary>
    private async Task TidyAsync(CancellationToken cancellation)
    {
        await ExecuteAsync($"DELETE FROM {SharedTables.Schema}.words WHERE 0 >= ALL (counts)", cancellation);
        await ExecuteAsync($"DELETE FROM {SharedTables.Schema}.forms WHERE documents <= 0", cancellation);
        await ExecuteAsync($"ANALYZE {SharedTables.Schema}.documents, {SharedTables.Schema}.passages, {SharedTables.Vectors(model)}", cancellation);
        foreach (var unused in await UnusedModelsAsync(cancellation))
        {
            await ExecuteAsync($"DROP TABLE IF EXISTS {SharedTables.Vectors(unused)}", cancellation);
        }

        await using var count = new NpgsqlCommand($"SELECT count(*) FROM {SharedTables.Vectors(model)}", connection);
        if ((long)(await count.ExecuteScalarAsync(cancellation))! >= VectorsWorthAnIndex)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await ExecuteAsync("SET LOCAL maintenance_work_mem = '256MB'", cancellation);
            await using var index = new NpgsqlCommand(
                $"CREATE INDEX IF NOT EXISTS vectors_{model}_closest ON {SharedTables.Vectors(model)} USING hnsw (vector halfvec_ip_ops)", connection);
            index.CommandTimeout = 0;
            await index.ExecuteNonQueryAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    private async Task<List<int>> UnusedModelsAsync(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"""
            DELETE FROM {SharedTables.Schema}.models WHERE id <> $1
            AND NOT EXISTS (SELECT FROM {SharedTables.Schema}.documents WHERE model = models.id) RETURNING id
            """, connection)
        {
            Parameters = { new() { Value = model } },
        };
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var unused = new List<int>();
        while (await rows.ReadAsync(cancellation))
        {
            unused.Add(rows.GetInt32(0));
        }

        return unused;
    }

    private async Task<List<Guid>> IdsAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = Command(sql, values);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var ids = new List<Guid>();
        while (await rows.ReadAsync(cancellation))
        {
            ids.Add(rows.GetGuid(0));
        }

        return ids;
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = SharedWriter.LongestSeconds };
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
