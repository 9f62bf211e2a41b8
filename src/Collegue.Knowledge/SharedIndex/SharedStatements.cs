using System.Globalization;
using System.Text;
using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching;
using Npgsql;

namespace Collegue.Knowledge.SharedIndex;

/// <summary>What is asked of the database for one question over some collections.</summary>
internal sealed class SharedStatements(Gathering gathering, SharedVocabulary vocabulary, int model)
{
    private const string Document = "d.organisation_id, d.document_id, d.collection_id, d.key, d.title_words, d.signature";

    // Documents that only have the commonest words of a question do not answer it: with half as many again nothing changes on 300
    // of the labour-law queries, with half nDCG@10 falls by 0.006.
    private const int DocumentsLookedAt = 1_000;

    // As fast as a walk through the index of vectors that drops what may not be read.
    private const long PassagesComparedOneByOne = 3_000;

    /// <summary>Documents that hold one of the stems, with their counts of the stems.</summary>
    public NpgsqlBatchCommand ByWords(WordScore score)
    {
        var asking = new Asking();
        var readable = asking.Readable(gathering);
        asking.Sql = $"""
            SELECT {Document}, d.lengths, ts_filter(setweight(d.words, 'A', {asking.Value(score.Stems.ToArray())}), '{"{a}"}')
            FROM {SharedTables.Schema}.documents AS d WHERE d.words @@ ({asking.Value(Telling(score.Stems))}::text)::tsquery AND {readable}
            """;
        return asking.Command;
    }

    /// <summary>Documents of the passages closest in meaning, with those passages.</summary>
    public NpgsqlBatchCommand ByMeaning(float[] meaning)
    {
        var asking = new Asking();
        var readable = asking.Readable(gathering);
        var distance = Distance(asking, meaning);

        // The index only serves an order by the distance itself.
        var oneByOne = gathering.Query.Documents is not null
            || gathering.Collections.Sum(card => vocabulary.PassagesOf(card.Id)) <= PassagesComparedOneByOne;
        asking.Sql = string.Create(CultureInfo.InvariantCulture, $"""
            SELECT {Document}, v.position, {distance}
            FROM {SharedTables.Vectors(model)} AS v JOIN {SharedTables.Schema}.documents AS d USING (organisation_id, document_id)
            WHERE {readable} ORDER BY {distance}{(oneByOne ? " + 0" : "")} LIMIT {gathering.MostPassages}
            """);
        return asking.Command;
    }

    /// <summary>Passages of chosen documents that hold one of the stems, with their counts of the stems.</summary>
    public NpgsqlBatchCommand Passages(WordScore score, Guid[] documents)
    {
        var asking = new Asking();
        asking.Sql = $"""
            SELECT document_id, position, kind, text_length, context_length, ts_filter(setweight(words, 'A', {asking.Value(score.Stems.ToArray())}), '{"{a}"}')
            FROM {SharedTables.Schema}.passages WHERE organisation_id = ANY({asking.Value(Asking.Organisations(gathering))}) AND document_id = ANY({asking.Value(documents)})
            AND words @@ ({asking.Value(Any(score.Stems))}::text)::tsquery ORDER BY document_id, position
            """;
        return asking.Command;
    }

    /// <summary>The closest passage of each of some documents.</summary>
    public NpgsqlBatchCommand Closest(float[] meaning, Guid[] documents)
    {
        var asking = new Asking();
        var distance = Distance(asking, meaning);
        asking.Sql = $"""
            SELECT DISTINCT ON (document_id) document_id, position, {distance} AS distance FROM {SharedTables.Vectors(model)} AS v
            WHERE organisation_id = ANY({asking.Value(Asking.Organisations(gathering))}) AND document_id = ANY({asking.Value(documents)})
            ORDER BY document_id, distance
            """;
        return asking.Command;
    }

    /// <summary>Those of some documents that are still there: an import may have removed one since the tables were written.</summary>
    public NpgsqlBatchCommand Existing(Guid[] documents)
    {
        var asking = new Asking();
        asking.Sql = $"SELECT id FROM documents WHERE organisation_id = ANY({asking.Value(Asking.Organisations(gathering))}) AND id = ANY({asking.Value(documents)})";
        return asking.Command;
    }

    private static string Distance(Asking asking, float[] meaning) => string.Create(CultureInfo.InvariantCulture,
        $"(v.vector <#> {asking.Value($"[{string.Join(',', meaning.Select(value => value.ToString("G6", CultureInfo.InvariantCulture)))}]")}::text::halfvec({meaning.Length}))");

    /// <summary>The rarest stems, as many as bring enough documents, in the collections that may be read.</summary>
    private string Telling(IEnumerable<string> stems)
    {
        var (telling, documents) = (new List<string>(), 0L);
        foreach (var (stem, frequency) in stems.Select(stem => (Stem: stem, Frequency: vocabulary.Frequency(stem))).Where(row => row.Frequency > 0).OrderBy(row => row.Frequency))
        {
            if (documents < DocumentsLookedAt)
            {
                telling.Add(stem);
                documents += frequency;
            }
        }

        return $"({Any(telling)}) & ({Any(gathering.Collections.Select(card => WordVector.Of(card.Id)))})";
    }

    private static string Any(IEnumerable<string> stems)
    {
        var query = new StringBuilder();
        foreach (var stem in stems)
        {
            WordVector.WriteWord(query.Append(query.Length == 0 ? "" : " | "), stem);
        }

        return query.ToString();
    }
}
