using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching;
using Collegue.Knowledge.Searching.Words;
using Collegue.Storage.Knowledge;
using Npgsql;
using NpgsqlTypes;

namespace Collegue.Knowledge.SharedIndex;

/// <summary>The shared tables as they are at one moment, for one search: one connection and one read-only transaction.</summary>
internal sealed class SharedView(NpgsqlConnection connection, NpgsqlTransaction moment, Catalogue catalogue, SharedVocabulary vocabulary, int model) : ISearchView
{
    private const int PassagesOfADocument = 100;
    private const int National = 1_000_000;

    private readonly List<(Guid Organisation, Guid Id)> _documents = [];
    private readonly List<(int Document, int Position)> _passages = [];
    private readonly Dictionary<(int Document, int Position), int> _numbers = [];

    public Catalogue Catalogue => catalogue;
    public IndexWords Words => vocabulary.Index;

    public async ValueTask<IReadOnlyList<Candidate>> GatherAsync(Gathering gathering, CancellationToken cancellation)
    {
        var (statements, meaning) = (new SharedStatements(gathering, vocabulary, model), gathering.Meaning);
        var byWords = gathering.Question.Words.Count > 0 && gathering.Query.Mode != SearchMode.Semantic
            ? new WordScore(gathering.Question, Ranking.DocumentFields, vocabulary, 0) : null;
        var found = await FindAsync(gathering, statements, byWords, cancellation);
        if (found.Count == 0)
        {
            return [];
        }

        Guid[] all = [.. found.Keys];
        Guid[] apart = [.. found.Values.Where(document => document.Closest is null).Select(document => document.Id)];
        var inPassages = new WordScore(gathering.Question, Ranking.PassageFields, vocabulary, SharedFields.OfDocuments);
        await using var batch = new NpgsqlBatch(connection, moment);
        batch.BatchCommands.Add(statements.Existing(all));
        if (byWords is not null)
        {
            batch.BatchCommands.Add(statements.Passages(inPassages, all));
        }

        if (meaning is not null && apart.Length > 0)
        {
            batch.BatchCommands.Add(statements.Closest(meaning, apart));
        }

        await using var rows = await batch.ExecuteReaderAsync(cancellation);
        var existing = new HashSet<Guid>();
        while (await rows.ReadAsync(cancellation))
        {
            existing.Add(rows.GetGuid(0));
        }

        if (byWords is not null)
        {
            await rows.NextResultAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
            {
                found[rows.GetGuid(0)].Add(rows, inPassages);
            }
        }

        if (meaning is not null && apart.Length > 0)
        {
            await rows.NextResultAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
            {
                found[rows.GetGuid(0)].Approach(rows.GetInt32(1), rows.GetDouble(2));
            }
        }

        return [.. found.Values.Where(document => existing.Contains(document.Id)).OrderBy(document => document.Key, StringComparer.Ordinal)
            .Select((document, at) => Candidate(document, at + (gathering.Local ? 0 : National), gathering.Local))];
    }

    public async ValueTask<FoundRows> ReadAsync(IReadOnlyList<int> documents, IReadOnlyList<int> passages, CancellationToken cancellation) =>
        await SharedRows.ReadAsync(connection, moment, [.. documents.Select(number => _documents[number])],
            [.. passages.Select(number => _passages[number]).Select(row => (_documents[row.Document].Organisation, _documents[row.Document].Id, row.Position))], cancellation);

    public void Dispose()
    {
        moment.Dispose();
        connection.Dispose();
    }

    private async Task<Dictionary<Guid, FoundDocumentRow>> FindAsync(
        Gathering gathering, SharedStatements statements, WordScore? byWords, CancellationToken cancellation)
    {
        var meaning = gathering.Meaning;
        await using var batch = new NpgsqlBatch(connection, moment);
        if (byWords is not null)
        {
            batch.BatchCommands.Add(statements.ByWords(byWords));
        }

        if (meaning is not null)
        {
            batch.BatchCommands.Add(statements.ByMeaning(meaning));
        }

        if (batch.BatchCommands.Count == 0)
        {
            return [];
        }

        var scored = new List<FoundDocumentRow>();
        await using var rows = await batch.ExecuteReaderAsync(cancellation);
        if (byWords is not null)
        {
            while (await rows.ReadAsync(cancellation))
            {
                scored.Add(new FoundDocumentRow(rows) { Words = byWords.Of(rows.GetFieldValue<NpgsqlTsVector>(7), rows.GetFieldValue<int[]>(6)) });
            }

            await rows.NextResultAsync(cancellation);
        }

        var found = scored.Where(document => document.Words > 0).OrderByDescending(document => document.Words).ThenBy(document => document.Key, StringComparer.Ordinal)
            .Take(gathering.MostDocuments).ToDictionary(document => document.Id);
        while (meaning is not null && await rows.ReadAsync(cancellation))
        {
            if (!found.TryGetValue(rows.GetGuid(1), out var document))
            {
                document = new FoundDocumentRow(rows);
                found.Add(document.Id, document);
            }

            document.Approach(rows.GetInt32(6), rows.GetDouble(7));
            if (gathering.Query.Mode == SearchMode.Semantic)
            {
                document.Add(rows.GetInt32(6), rows.GetDouble(7));
            }
        }

        return found;
    }

    private Candidate Candidate(FoundDocumentRow document, int order, bool local)
    {
        var number = _documents.Count;
        _documents.Add((document.Organisation, document.Id));
        return new Candidate(number, order, local, document.TitleWords.Split(' ', StringSplitOptions.RemoveEmptyEntries), document.Signature, document.Words,
            [.. document.Passages.OrderBy(passage => passage.Position).Take(PassagesOfADocument).Select(passage => new ScoredPassage(Number(number, passage.Position), passage.Score, passage.Kind))],
            document.Closest is var (position, similarity) ? new ClosestPassage(Number(number, position), similarity) : null);
    }

    private int Number(int document, int position)
    {
        if (!_numbers.TryGetValue((document, position), out var number))
        {
            number = _passages.Count;
            _passages.Add((document, position));
            _numbers.Add((document, position), number);
        }

        return number;
    }

    /// <summary>A document found, while what speaks for it is gathered.</summary>
    private sealed class FoundDocumentRow(NpgsqlDataReader row)
    {
        public Guid Organisation { get; } = row.GetGuid(0);
        public Guid Id { get; } = row.GetGuid(1);
        public string Key { get; } = row.GetString(3);
        public string TitleWords { get; } = row.GetString(4);
        public ulong Signature { get; } = unchecked((ulong)row.GetInt64(5));
        public float Words { get; init; }
        public List<(int Position, float Score, PassageKind Kind)> Passages { get; } = [];
        public (int Position, float Similarity)? Closest { get; private set; }

        public void Add(NpgsqlDataReader passage, WordScore score) => Passages.Add((passage.GetInt32(1),
            score.Of(passage.GetFieldValue<NpgsqlTsVector>(5), [passage.GetInt32(3), passage.GetInt32(4)]), (PassageKind)passage.GetInt16(2)));

        /// <summary>A passage found by its meaning: only running text is.</summary>
        public void Add(int position, double distance) => Passages.Add((position, (float)-distance, PassageKind.Body));

        /// <param name="distance">The negative of the cosine: vectors are of length one.</param>
        public void Approach(int position, double distance)
        {
            if (-distance > (Closest?.Similarity ?? 0))
            {
                Closest = (position, (float)-distance);
            }
        }
    }
}
