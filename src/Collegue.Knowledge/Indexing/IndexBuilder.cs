using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Collegue.Knowledge.Embedding;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Collegue.Knowledge.Indexing;

/// <summary>Writes both indexes of a generation from the database, one organisation at a time, passages streamed.</summary>
internal sealed class IndexBuilder(IServiceScopeFactory scopes, TextEmbedder embedder)
{
    /// <summary>Builds in <paramref name="folder"/>, which must be empty or absent; returns the number of passages.</summary>
    public async Task<int> BuildAsync(string folder, CancellationToken cancellation)
    {
        using var analysis = new FrenchAnalysis();
        using var documents = OpenWriter(Path.Combine(folder, IndexSnapshot.DocumentsFolder), analysis);
        using var passages = OpenWriter(Path.Combine(folder, IndexSnapshot.PassagesFolder), analysis);
        var vectors = new PassageVectors(embedder);
        var words = new WordFile();
        var (next, count) = (0, 0);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount, 1, 4), CancellationToken = cancellation };
        await using var unit = scopes.CreateAsyncScope();
        unit.ServiceProvider.GetRequiredService<OrganisationScope>().EnterInstance();
        var db = unit.ServiceProvider.GetRequiredService<CollegueDb>();
        var national = (await db.Collections.Where(row => row.IsNational).Select(row => row.Id).ToListAsync(cancellation)).ToHashSet();
        foreach (var organisation in await db.Collections.Select(row => row.OrganisationId).Distinct().ToListAsync(cancellation))
        {
            var known = new ConcurrentDictionary<Guid, Numbered>();
            foreach (var document in (await db.Documents.AsNoTracking().Where(row => row.OrganisationId == organisation)
                         .ToListAsync(cancellation)).OrderBy(row => row.Key, StringComparer.Ordinal))
            {
                known[document.Id] = new Numbered(document, next++);
            }

            await Parallel.ForEachAsync(ByDocumentAsync(db, organisation, cancellation), parallel, (group, _) =>
            {
                // A document stored after the list was read belongs to the next generation.
                if (known.TryRemove(group[0].DocumentId, out var numbered))
                {
                    documents.AddDocument(Entries.Document(numbered.Document, group, numbered.Ordinal, analysis));
                    passages.AddDocuments(group.Select(passage => Entries.Passage(numbered.Document, passage, numbered.Ordinal)));
                    words.Add(numbered.Document.Title, group, explains: national.Contains(numbered.Document.CollectionId));
                    vectors.Add(numbered.Ordinal, numbered.Document.Title, group);
                    Interlocked.Add(ref count, group.Count);
                }

                return ValueTask.CompletedTask;
            });

            foreach (var (document, ordinal) in known.Values)
            {
                documents.AddDocument(Entries.Document(document, [], ordinal, analysis));
            }
        }

        // A question looks its words up once for each segment.
        Parallel.Invoke(() => documents.ForceMerge(1), () => passages.ForceMerge(1));
        documents.Commit();
        passages.Commit();
        using var writtenDocuments = documents.GetReader(applyAllDeletes: false);
        using var writtenPassages = passages.GetReader(applyAllDeletes: false);
        words.Write(folder);
        vectors.Write(folder, new PassageMap(writtenDocuments, writtenPassages));
        return count;
    }

    private static async IAsyncEnumerable<List<Passage>> ByDocumentAsync(
        CollegueDb db, Guid organisation, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var group = new List<Passage>();

        // The scope of the instance sees everything; the filter would only add joins to each of many thousand rows.
        await foreach (var passage in db.Passages.IgnoreQueryFilters().AsNoTracking()
                           .Where(row => row.OrganisationId == organisation)
                           .OrderBy(row => row.DocumentId).ThenBy(row => row.Position)
                           .AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (group.Count > 0 && group[0].DocumentId != passage.DocumentId)
            {
                yield return group;
                group = [];
            }

            group.Add(passage);
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    private static IndexWriter OpenWriter(string folder, FrenchAnalysis analysis) => new(
        FSDirectory.Open(folder),
        new IndexWriterConfig(FrenchAnalysis.Version, analysis)
        {
            OpenMode = OpenMode.CREATE,
            Similarity = Ranking.Similarity,
            RAMBufferSizeMB = 48,
            MergeScheduler = new SerialMergeScheduler(),
        });

    private sealed record Numbered(Document Document, int Ordinal);
}
