using Collegue.Knowledge.Searching.Words;
using Npgsql;

namespace Collegue.Knowledge.SharedIndex;

/// <summary>
/// The words of the tables as one revision left them, kept by each node: what reads questions, and how many documents or passages
/// hold a word in each field.
/// </summary>
internal sealed class SharedVocabulary
{
    private static readonly string Words = $"""
        SELECT word, {string.Join(", ", Enumerable.Range(1, SharedFields.All).Select(field => $"sum(counts[{field}])::int"))}
        FROM {SharedTables.Schema}.words GROUP BY word
        """;

    private static readonly string Totals = $"""
        SELECT coalesce(sum(documents), 0)::int, coalesce(sum(passages), 0)::int,
            ARRAY[{string.Join(", ", Enumerable.Range(1, SharedFields.All).Select(field => $"coalesce(sum(lengths[{field}]), 0)::bigint"))}]
        FROM {SharedTables.Schema}.totals
        """;

    private readonly Dictionary<string, int[]> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, long> _passages = [];
    private long[] _lengths = [];

    private SharedVocabulary(long revision) => Revision = revision;

    public long Revision { get; }
    public IndexWords Index { get; private set; } = null!;
    public int Documents { get; private set; }
    public int Passages { get; private set; }

    /// <summary>How many documents or passages hold a word in a field.</summary>
    public int Frequency(string word, int field) => _counts.GetValueOrDefault(word)?[field] ?? 0;

    /// <summary>How many documents hold a word in the field that has it most.</summary>
    public int Frequency(string word) => _counts.GetValueOrDefault(word)?.AsSpan(0, SharedFields.OfDocuments).ToArray().Max() ?? 0;

    /// <summary>How many passages a collection has; 0 for one that is not written yet.</summary>
    public long PassagesOf(Guid collection) => _passages.GetValueOrDefault(collection);

    public float MeanLength(int field)
    {
        var all = field < SharedFields.OfDocuments ? Documents : Passages;
        return all == 0 || _lengths[field] <= 0 ? 1 : (float)(_lengths[field] / (double)all);
    }

    public static async Task<SharedVocabulary> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new($"SELECT revision FROM {SharedTables.Schema}.revisions"),
                new(Totals),
                new(Words),
                new($"SELECT form, sum(documents)::int FROM {SharedTables.Schema}.forms GROUP BY form HAVING sum(documents) > 0"),
                new($"SELECT collection_id, passages FROM {SharedTables.Schema}.collections"),
                new("""
                    SELECT passages.text FROM collections JOIN documents ON documents.organisation_id = collections.organisation_id AND collection_id = collections.id
                    JOIN passages ON passages.organisation_id = documents.organisation_id AND document_id = documents.id
                    WHERE is_national AND kind = 'Definition'
                    """),
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(cancellation);
        await rows.ReadAsync(cancellation);
        var vocabulary = new SharedVocabulary(rows.GetInt64(0));
        await rows.NextResultAsync(cancellation);
        await rows.ReadAsync(cancellation);
        (vocabulary.Documents, vocabulary.Passages, vocabulary._lengths) = (rows.GetInt32(0), rows.GetInt32(1), rows.GetFieldValue<long[]>(2));
        await rows.NextResultAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            vocabulary._counts[rows.GetString(0)] = [.. Enumerable.Range(1, SharedFields.All).Select(rows.GetInt32)];
        }

        await rows.NextResultAsync(cancellation);
        var forms = new List<KeyValuePair<string, int>>();
        while (await rows.ReadAsync(cancellation))
        {
            forms.Add(new(rows.GetString(0), rows.GetInt32(1)));
        }

        await rows.NextResultAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            vocabulary._passages[rows.GetGuid(0)] = rows.GetInt64(1);
        }

        await rows.NextResultAsync(cancellation);
        var definitions = new List<string>();
        while (await rows.ReadAsync(cancellation))
        {
            definitions.Add(rows.GetString(0));
        }

        vocabulary.Index = new IndexWords(
            vocabulary.Documents, vocabulary._counts.Keys.Select(word => KeyValuePair.Create(word, vocabulary.Frequency(word))), forms,
            AcronymReader.Read(definitions));
        return vocabulary;
    }
}
