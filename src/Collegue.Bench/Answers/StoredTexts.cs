using Collegue.Answering;
using Collegue.Storage;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Bench.Answers;

/// <summary>The passages that answers cite, read from the database and not from the answers.</summary>
internal sealed class StoredTexts
{
    private readonly Dictionary<Guid, Stored> _byPassage = [];

    public async Task ReadAsync(CollegueDb db, IEnumerable<Guid> passages, CancellationToken cancellation)
    {
        foreach (var some in passages.Where(id => !_byPassage.ContainsKey(id)).Distinct().Chunk(500))
        {
            foreach (var row in await db.Passages.AsNoTracking().Where(row => some.Contains(row.Id))
                .Join(db.Documents.AsNoTracking(), row => row.DocumentId, document => document.Id, (row, document) => new { row.Id, row.Text, row.Heading, row.Situation, row.Url, document.Title, DocumentUrl = document.Url })
                .ToListAsync(cancellation))
            {
                _byPassage[row.Id] = new Stored(row.Text, string.Join('\n', row.Text, row.Heading, row.Situation, row.Url, row.Title, row.DocumentUrl));
            }
        }
    }

    /// <summary>True when the quote is, character for character, in the stored passage at its offset.</summary>
    public bool Holds(AnswerCitation citation) =>
        _byPassage.TryGetValue(citation.PassageId, out var stored)
        && citation.Start >= 0 && citation.Quote.Length > 0 && citation.Start + citation.Quote.Length <= stored.Text.Length
        && stored.Text.AsSpan(citation.Start, citation.Quote.Length).SequenceEqual(citation.Quote);

    /// <summary>All that the source says there: text, headings, title and addresses.</summary>
    public string Whole(AnswerCitation citation) => _byPassage.TryGetValue(citation.PassageId, out var stored) ? stored.Whole : "";

    private sealed record Stored(string Text, string Whole);
}
