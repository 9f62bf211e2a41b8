using Collegue.Storage;
using Collegue.Storage.Drafts;
using Collegue.Storage.Incidents;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Incidents;

/// <summary>Drafts not sent yet that carry an error: nobody can send them as they are.</summary>
public sealed class CarryingDrafts(CollegueDb db, OrganisationScope scope)
{
    /// <summary>Makes them stale, in the caller's transaction; returns their ids.</summary>
    internal async Task<IReadOnlyList<Guid>> MakeStaleAsync(Incident incident, Reach reach, CancellationToken cancellation)
    {
        var ids = await FindAsync(incident, reach, cancellation);
        await db.Drafts.Where(row => row.OrganisationId == scope.Current && ids.Contains(row.Id) && row.State == DraftState.Ready)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, DraftState.Stale), cancellation);
        return ids;
    }

    /// <summary>The open incidents whose sentence or passage the draft carries.</summary>
    public async Task<IReadOnlyList<Incident>> IncidentsOfAsync(Draft draft, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var open = await db.Incidents.AsNoTracking().Where(row => row.OrganisationId == scope.Current && row.State != IncidentState.Closed)
            .OrderByDescending(row => row.ReportedAt).Take(200).ToListAsync(cancellation);
        if (open.Count == 0)
        {
            return [];
        }

        var said = Sentences(draft.EditedText ?? draft.Text, draft.Sentences.Select(row => row.Text));
        var cited = draft.Sentences.SelectMany(row => row.Citations).Select(row => (Guid?)row.PassageId).ToHashSet();
        return [.. open.Where(incident => Carries(said, incident) || (incident.PassageId is not null && cited.Contains(incident.PassageId)))];
    }

    private async Task<List<Guid>> FindAsync(Incident incident, Reach reach, CancellationToken cancellation)
    {
        var ready = db.Drafts.AsNoTracking().Where(row => row.OrganisationId == scope.Current && row.State == DraftState.Ready);
        var citations = db.Citations.AsNoTracking().Where(row => row.OrganisationId == scope.Current);
        return reach switch
        {
            Reach.Sentence => [.. (await ready.Select(row => new { row.Id, Text = row.EditedText ?? row.Text }).ToListAsync(cancellation))
                .Where(row => Carries(Sentences(row.Text, []), incident)).Select(row => row.Id)],
            Reach.Passage => await Citing(citations.Where(row => row.PassageId == incident.PassageId)),
            Reach.Document => await Citing(citations.Where(row => row.Document == incident.Document)),
            Reach.Rules => await ready.Where(row => db.TriageResults.Any(triage =>
                triage.OrganisationId == scope.Current && triage.MessageId == row.MessageId && triage.RulesVersion == incident.RulesVersion))
                .Select(row => row.Id).ToListAsync(cancellation),
            Reach.Prompt => await ready.Where(row => row.PromptHash == incident.PromptHash).Select(row => row.Id).ToListAsync(cancellation),
            _ => await ready.Where(row => row.Model == incident.Model).Select(row => row.Id).ToListAsync(cancellation),
        };

        Task<List<Guid>> Citing(IQueryable<Citation> cited) =>
            (from draft in ready
             join sentence in db.DraftSentences on draft.Id equals sentence.DraftId
             join citation in cited on sentence.Id equals citation.SentenceId
             select draft.Id).Distinct().ToListAsync(cancellation);
    }

    private static List<SentenceWording> Sentences(string text, IEnumerable<string> whole) =>
        [.. SentenceCuts.Texts(text).Concat(whole).Select(SentenceWording.Read)];

    private static bool Carries(List<SentenceWording> said, Incident incident)
    {
        var wrong = SentenceWording.Read(incident.WrongText);
        return said.Exists(sentence => sentence.SameAs(wrong));
    }
}
