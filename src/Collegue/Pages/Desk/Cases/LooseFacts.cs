using Collegue.Answering.Grounding;
using Collegue.Storage;
using Collegue.Storage.Drafts;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Cases;

/// <summary>
/// Amounts, dates, phone numbers and addresses of a reply that are in none of its kept sources. A warning, not a refusal: an
/// agent may know what no document says.
/// </summary>
internal sealed class LooseFacts(CollegueDb db)
{
    public async Task<IReadOnlyList<string>> FindAsync(Reply reply, CaseFile file, Organisation organisation, CancellationToken cancellation)
    {
        var passages = reply.Sources.Select(source => source.PassageId).ToHashSet();
        var kept = await db.Passages.AsNoTracking().Where(row => passages.Contains(row.Id))
            .Select(row => new { row.Text, row.Heading, row.Situation, row.Url, row.Document!.Title, DocumentUrl = row.Document.Url }).ToListAsync(cancellation);
        var known = kept.SelectMany(row => new[] { row.Text, row.Heading, row.Situation, row.Url, row.Title, row.DocumentUrl })
            .Concat(reply.Sources.SelectMany(source => new[] { source.Quote, source.Title, source.Url }))
            .Concat(OwnDetails(organisation, file.Department))
            .Concat(file.Messages.SelectMany(received => new[] { received.Message.Body, Design.TownHallTime.Long(Design.TownHallTime.DayOf(received.Message.ReceivedAt)) }))
            .OfType<string>().SelectMany(FactFinder.Find).Select(fact => (fact.Kind, fact.Canonical)).ToHashSet();
        return [.. FactFinder.Find(reply.Text).Where(fact => !known.Contains((fact.Kind, fact.Canonical))).Select(fact => fact.Value).Distinct()];
    }

    private static string?[] OwnDetails(Organisation organisation, Department? department) =>
    [
        organisation.PostalAddress, organisation.Phone, organisation.Email, organisation.Website, organisation.OpeningHours,
        department?.Phone, department?.Email, department?.OpeningHours,
    ];
}
