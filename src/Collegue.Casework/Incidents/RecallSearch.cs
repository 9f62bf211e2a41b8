using Collegue.Storage;
using Collegue.Storage.Drafts;
using Collegue.Storage.Incidents;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Incidents;

/// <summary>
/// Finds every reply that carries an error. A few queries on indexes whatever the number of replies, and never the text of a reply
/// that shares nothing with the sentence. Corrections quote the error and are no bearers of it.
/// </summary>
public sealed class RecallSearch(CollegueDb db)
{
    /// <summary>Newest first, each reply once.</summary>
    public async Task<IReadOnlyList<FoundReply>> FindAsync(Incident incident, Reach reach, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(incident);
        var found = reach switch
        {
            Reach.Sentence => await BySentenceAsync(incident.WrongText, cancellation),
            Reach.Passage => await ByPassageAsync(incident, cancellation),
            Reach.Document => await BySourceAsync(Sources.Where(row => row.Document == incident.Document), Citations.Where(row => row.Document == incident.Document), cancellation),
            Reach.Rules => await ByRulesAsync(incident.RulesVersion!, cancellation),
            Reach.Prompt => await ByDraftAsync(Drafts.Where(row => row.PromptHash == incident.PromptHash), FoundBy.Prompt, cancellation),
            _ => await ByDraftAsync(Drafts.Where(row => row.Model == incident.Model), FoundBy.Model, cancellation),
        };
        var corrections = await db.IncidentRecipients.AsNoTracking().Where(row => row.CorrectionReplyId != null)
            .Select(row => row.CorrectionReplyId!.Value).ToHashSetAsync(cancellation);
        return [.. found.Where(reply => !corrections.Contains(reply.ReplyId)).OrderBy(reply => reply.FoundBy).DistinctBy(reply => reply.ReplyId)
            .OrderByDescending(reply => reply.SentAt)];
    }

    private IQueryable<Reply> Replies => db.Replies.AsNoTracking();
    private IQueryable<Draft> Drafts => db.Drafts.AsNoTracking();
    private IQueryable<ReplySource> Sources => db.ReplySources.AsNoTracking();
    private IQueryable<Citation> Citations => db.Citations.AsNoTracking();

    private async Task<List<FoundReply>> BySentenceAsync(string text, CancellationToken cancellation)
    {
        await CatchUpAsync(cancellation);
        var wrong = SentenceWording.Read(text);
        var same = await (from sentence in db.ReplySentences.AsNoTracking()
                          join reply in Replies on sentence.ReplyId equals reply.Id
                          where sentence.Fingerprint == wrong.Fingerprint
                          select new FoundReply(reply.Id, reply.CaseId, reply.SentAt, FoundBy.SameSentence, text)).ToListAsync(cancellation);
        var alike = await AlikeAsync(wrong, cancellation);
        var ids = alike.Select(sentence => sentence.ReplyId).Distinct().ToList();
        var replies = await Replies.Where(reply => ids.Contains(reply.Id)).Select(reply => new { reply.Id, reply.CaseId, reply.SentAt, reply.Text })
            .ToDictionaryAsync(reply => reply.Id, cancellation);
        same.AddRange(from sentence in alike
                      let reply = replies[sentence.ReplyId]
                      let words = reply.Text.Substring(sentence.Start, sentence.Length)
                      where SentenceWording.Read(words).SameAs(wrong)
                      select new FoundReply(reply.Id, reply.CaseId, reply.SentAt, FoundBy.EditedSentence, words));
        return same;
    }

    /// <summary>A query a band: their union took seconds where these take milliseconds.</summary>
    private async Task<List<Place>> AlikeAsync(SentenceWording wrong, CancellationToken cancellation)
    {
        var (one, two, three, four, five, six) = (wrong.Bands[0], wrong.Bands[1], wrong.Bands[2], wrong.Bands[3], wrong.Bands[4], wrong.Bands[5]);
        var others = db.ReplySentences.AsNoTracking().Where(row => row.Fingerprint != wrong.Fingerprint);
        IQueryable<ReplySentence>[] bands =
        [
            others.Where(row => row.Band1 == one), others.Where(row => row.Band2 == two), others.Where(row => row.Band3 == three),
            others.Where(row => row.Band4 == four), others.Where(row => row.Band5 == five), others.Where(row => row.Band6 == six),
        ];
        var found = new HashSet<Place>();
        foreach (var band in bands)
        {
            found.UnionWith(await band.Select(row => new Place(row.ReplyId, row.Start, row.Length)).ToListAsync(cancellation));
        }

        return [.. found];
    }

    /// <summary>The passage itself, and other passages of its document whose quote holds the sentence: an import gives new ids.</summary>
    private async Task<List<FoundReply>> ByPassageAsync(Incident incident, CancellationToken cancellation)
    {
        var found = await BySourceAsync(
            Sources.Where(row => row.PassageId == incident.PassageId), Citations.Where(row => row.PassageId == incident.PassageId), cancellation);
        var wrong = SentenceWording.Read(incident.WrongText);
        var others = await (from source in Sources
                            join reply in Replies on source.ReplyId equals reply.Id
                            where source.Document == incident.Document && source.PassageId != incident.PassageId
                            select new { reply.Id, reply.CaseId, reply.SentAt, source.Quote }).ToListAsync(cancellation);
        var quotes = others.Select(row => row.Quote).Distinct(StringComparer.Ordinal)
            .Where(quote => SentenceCuts.Texts(quote).Any(sentence => SentenceWording.Read(sentence).SameAs(wrong))).ToHashSet(StringComparer.Ordinal);
        found.AddRange(others.Where(row => quotes.Contains(row.Quote)).Select(row => new FoundReply(row.Id, row.CaseId, row.SentAt, FoundBy.Source, null)));
        return found;
    }

    private async Task<List<FoundReply>> BySourceAsync(IQueryable<ReplySource> sources, IQueryable<Citation> citations, CancellationToken cancellation)
    {
        var kept = sources.Select(source => source.ReplyId).Distinct();
        var drafts = citations.Join(db.DraftSentences, citation => citation.SentenceId, sentence => sentence.Id, (_, sentence) => sentence.DraftId).Distinct();
        var found = await Replies.Where(reply => kept.Contains(reply.Id))
            .Select(reply => new FoundReply(reply.Id, reply.CaseId, reply.SentAt, FoundBy.Source, null)).ToListAsync(cancellation);
        found.AddRange(await Replies.Where(reply => reply.DraftId != null && drafts.Contains(reply.DraftId.Value))
            .Select(reply => new FoundReply(reply.Id, reply.CaseId, reply.SentAt, FoundBy.DraftSource, null)).ToListAsync(cancellation));
        return found;
    }

    private Task<List<FoundReply>> ByDraftAsync(IQueryable<Draft> drafts, FoundBy foundBy, CancellationToken cancellation) =>
        (from reply in Replies
         join draft in drafts on reply.DraftId equals (Guid?)draft.Id
         select new FoundReply(reply.Id, reply.CaseId, reply.SentAt, foundBy, null)).ToListAsync(cancellation);

    private Task<List<FoundReply>> ByRulesAsync(string version, CancellationToken cancellation)
    {
        var triaged = db.TriageResults.Where(row => row.RulesVersion == version).Select(row => row.CaseId);
        return Replies.Where(reply => triaged.Contains(reply.CaseId))
            .Select(reply => new FoundReply(reply.Id, reply.CaseId, reply.SentAt, FoundBy.Rules, null)).ToListAsync(cancellation);
    }

    /// <summary>Reads the replies stored before sentences were: once, then it finds none.</summary>
    private async Task CatchUpAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var unread = await Replies.Where(reply => !db.ReplySentences.Any(row => row.ReplyId == reply.Id))
                .OrderBy(reply => reply.Id).Take(2_000).ToListAsync(cancellation);
            if (unread.Count == 0)
            {
                return;
            }

            await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellation) : null;
            await db.InsertAsync([.. unread.SelectMany(ReplySentence.Of)], cancellation);
            if (own is not null)
            {
                await own.CommitAsync(cancellation);
            }
        }
    }

    private sealed record Place(Guid ReplyId, int Start, int Length);
}
