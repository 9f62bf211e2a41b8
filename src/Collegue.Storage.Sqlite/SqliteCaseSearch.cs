using Collegue.Storage.Cases;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Storage.Sqlite;

/// <summary>
/// Full text of SQLite over the words of cases. The index keeps no text: triggers fill it from <c>case_texts</c>, and a table of its
/// own gives each case the number it has there.
/// </summary>
public sealed class SqliteCaseSearch : ICaseSearch
{
    private static readonly string[] Making =
    [
        "CREATE TABLE IF NOT EXISTS case_search_rows (id INTEGER PRIMARY KEY, organisation_id TEXT NOT NULL, case_id TEXT NOT NULL UNIQUE)",
        "CREATE VIRTUAL TABLE IF NOT EXISTS case_words USING fts5(text, content='', contentless_delete=1, detail=none, prefix='2 3', tokenize=\"unicode61 remove_diacritics 0\")",
        """
        CREATE TRIGGER IF NOT EXISTS case_texts_added AFTER INSERT ON case_texts BEGIN
          INSERT INTO case_search_rows (organisation_id, case_id) VALUES (new.organisation_id, new.case_id);
          INSERT INTO case_words (rowid, text) SELECT id, new.text FROM case_search_rows WHERE case_id = new.case_id;
        END
        """,
        """
        CREATE TRIGGER IF NOT EXISTS case_texts_changed AFTER UPDATE OF text ON case_texts BEGIN
          INSERT OR REPLACE INTO case_words (rowid, text) SELECT id, new.text FROM case_search_rows WHERE case_id = new.case_id;
        END
        """,
        """
        CREATE TRIGGER IF NOT EXISTS case_texts_gone AFTER DELETE ON case_texts BEGIN
          DELETE FROM case_words WHERE rowid = (SELECT id FROM case_search_rows WHERE case_id = old.case_id);
          DELETE FROM case_search_rows WHERE case_id = old.case_id;
        END
        """,
        // Texts written before the index was made.
        "INSERT OR IGNORE INTO case_search_rows (organisation_id, case_id) SELECT organisation_id, case_id FROM case_texts",
        """
        INSERT INTO case_words (rowid, text) SELECT r.id, t.text FROM case_search_rows r JOIN case_texts t ON t.organisation_id = r.organisation_id AND t.case_id = r.case_id
        WHERE r.id NOT IN (SELECT rowid FROM case_words)
        """,
    ];

    public async Task PrepareAsync(CollegueDb db, CancellationToken cancellation)
    {
        if (await db.Database.SqlQuery<int>($"SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = 'case_texts_gone'").SingleAsync(cancellation) > 0)
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        foreach (var statement in Making)
        {
            await db.Database.ExecuteSqlRawAsync(statement, cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    public IQueryable<CaseText> Holding(CollegueDb db, IReadOnlyList<string> words) => db.CaseTexts.FromSql(
        $"SELECT r.organisation_id, r.case_id, '' AS text FROM case_words JOIN case_search_rows r ON r.id = case_words.rowid WHERE case_words MATCH {Query(words)}");

    // The plus keeps SQLite from walking all numbers found: it looks the case up, then its number in what was found once.
    public IQueryable<CaseText> Held(CollegueDb db, IReadOnlyList<string> words) => db.CaseTexts.FromSql(
        $"SELECT r.organisation_id, r.case_id, '' AS text FROM case_search_rows r WHERE +r.id IN (SELECT rowid FROM case_words WHERE case_words MATCH {Query(words)})");

    private static string Query(IReadOnlyList<string> words) => string.Join(" AND ", words.Select(word => word.Length == 1 ? $"\"{word}\"" : $"\"{word}\"*"));
}
