using Microsoft.EntityFrameworkCore;

namespace Collegue.Storage.Cases;

/// <summary>Writes the words of cases that have none yet: those stored before the search over cases existed. Stopped, it goes on where it was.</summary>
public static class CaseTextBackfill
{
    private const int Batch = 200;
    private const int MostCollisions = 10;

    public static async Task RunAsync(CollegueDb db, CancellationToken cancellation)
    {
        var collisions = 0;
        while (await db.Cases.AsNoTracking().Where(row => !db.CaseTexts.Any(text => text.OrganisationId == row.OrganisationId && text.CaseId == row.Id))
                   .Take(Batch).ToListAsync(cancellation) is { Count: > 0 } cases)
        {
            var ids = cases.ConvertAll(row => row.Id);
            var texts = cases.ToDictionary(row => row.Id, row => NewWords.OfCase(row).ToList());
            foreach (var message in await db.Messages.AsNoTracking().Include(row => row.Attachments).Where(row => ids.Contains(row.CaseId)).ToListAsync(cancellation))
            {
                texts[message.CaseId].Add(message.Body);
                texts[message.CaseId].AddRange(message.Attachments.Select(file => file.FileName));
            }

            foreach (var reply in await db.Replies.AsNoTracking().Where(row => ids.Contains(row.CaseId)).ToListAsync(cancellation))
            {
                texts[reply.CaseId].Add(reply.Text);
            }

            db.CaseTexts.AddRange(cases.Select(row => new CaseText
            {
                OrganisationId = row.OrganisationId,
                CaseId = row.Id,
                Text = string.Join(' ', CaseWords.Of(texts[row.Id])),
            }));
            try
            {
                await db.SaveChangesAsync(cancellation);
                collisions = 0;
            }
            catch (DbUpdateException) when (++collisions < MostCollisions)
            {
                // Another node that starts writes the same texts: what is left is read again.
            }

            db.ChangeTracker.Clear();
        }
    }
}
