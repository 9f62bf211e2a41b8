using Collegue.Storage.Cases;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Storage.Postgres;

/// <summary>Full text of PostgreSQL over the words of cases: a column the database computes, with an inverted index.</summary>
public sealed class PostgresCaseSearch : ICaseSearch
{
    // The words are ours, already folded: no parser and no dictionary of the server comes between.
    private static readonly string[] Making =
    [
        "SELECT pg_advisory_xact_lock(815504, 23)",
        "ALTER TABLE case_texts ADD COLUMN IF NOT EXISTS words tsvector GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(text, ' '), ''))) STORED",
        "CREATE INDEX IF NOT EXISTS ix_case_texts_words ON case_texts USING gin (words)",
    ];

    public async Task PrepareAsync(CollegueDb db, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_class WHERE relname = 'ix_case_texts_words' AND pg_table_is_visible(oid)").SingleAsync(cancellation) > 0)
        {
            return;
        }

        foreach (var statement in Making)
        {
            await db.Database.ExecuteSqlRawAsync(statement, cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    public IQueryable<CaseText> Holding(CollegueDb db, IReadOnlyList<string> words) => db.CaseTexts.FromSql(
        $"SELECT organisation_id, case_id, text FROM case_texts WHERE words @@ CAST({Query(words)} AS tsquery)");

    public IQueryable<CaseText> Held(CollegueDb db, IReadOnlyList<string> words) => Holding(db, words);

    private static string Query(IReadOnlyList<string> words) => string.Join(" & ", words.Select(word => word.Length == 1 ? $"'{word}'" : $"'{word}':*"));
}
