using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Channels;

internal sealed record WaitingDelivery(Delivery Delivery, Case Case)
{
    /// <summary>The citizen wrote after the reply: look before it leaves.</summary>
    public bool WroteSince => Case.LastMessageAt > Delivery.CreatedAt;
}

internal sealed record DeskWork(int Letters, int Calls, int Counter, int Requests);

internal sealed record AskedRequest(CitizenRequest Request, string Number, string? CitizenName);

/// <summary>Reads what waits for an agent's hand in the current organisation.</summary>
internal sealed class DeliveryReader(CollegueDb db, TimeProvider clock)
{
    public const int MostShown = 200;

    public async Task<DeskWork> CountAsync(CancellationToken cancellation)
    {
        var waiting = await db.Deliveries.Where(row => row.DoneAt == null).GroupBy(row => row.Channel)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellation);
        return new DeskWork(
            waiting.GetValueOrDefault(ReplyChannel.Letter), waiting.GetValueOrDefault(ReplyChannel.Phone), waiting.GetValueOrDefault(ReplyChannel.Counter),
            await db.CitizenRequests.CountAsync(row => row.AnsweredAt == null, cancellation));
    }

    /// <summary>Those that can be done now, oldest first; then those to call again later.</summary>
    public async Task<IReadOnlyList<WaitingDelivery>> WaitingAsync(ReplyChannel channel, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var rows = await (from delivery in db.Deliveries.AsNoTracking()
                          join subject in db.Cases on delivery.CaseId equals subject.Id
                          where delivery.DoneAt == null && delivery.Channel == channel
                          orderby delivery.CreatedAt, delivery.ReplyId
                          select new { delivery, subject }).Take(MostShown).ToListAsync(cancellation);
        return [.. rows.Select(row => new WaitingDelivery(row.delivery, row.subject)).OrderBy(row => row.Delivery.CallAgainAt > now ? row.Delivery.CallAgainAt : null)];
    }

    public Task<List<Delivery>> OfCaseAsync(Guid caseId, CancellationToken cancellation) =>
        db.Deliveries.AsNoTracking().Where(row => row.CaseId == caseId).OrderBy(row => row.CreatedAt).ToListAsync(cancellation);

    public Task<List<CitizenRequest>> RequestsOfCaseAsync(Guid caseId, CancellationToken cancellation) =>
        db.CitizenRequests.AsNoTracking().Where(row => row.CaseId == caseId).OrderBy(row => row.AskedAt).ToListAsync(cancellation);

    public Task<CaseProxy?> ProxyAsync(Guid caseId, CancellationToken cancellation) =>
        db.CaseProxies.AsNoTracking().SingleOrDefaultAsync(row => row.CaseId == caseId, cancellation);

    /// <summary>Those without answer first, oldest first; then the last answered.</summary>
    public async Task<IReadOnlyList<AskedRequest>> RequestsAsync(CancellationToken cancellation)
    {
        var all = from request in db.CitizenRequests.AsNoTracking()
                  join subject in db.Cases on request.CaseId equals subject.Id
                  select new { request, subject.Number, subject.CitizenName };
        var open = await all.Where(row => row.request.AnsweredAt == null).OrderBy(row => row.request.AskedAt).Take(MostShown).ToListAsync(cancellation);
        var answered = await all.Where(row => row.request.AnsweredAt != null).OrderByDescending(row => row.request.AnsweredAt).Take(20).ToListAsync(cancellation);
        return [.. open.Concat(answered).Select(row => new AskedRequest(row.request, row.Number, row.CitizenName))];
    }
}
