using System.Globalization;
using System.Text.Json;
using Collegue.Casework.Triage;
using Collegue.Storage;
using Collegue.Storage.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Citizen;

/// <summary>How a reply that began as a draft came about, as CRPA R311-3-1-2 asks it to be told: from what was stored at the time.</summary>
/// <param name="Task">The kind of request that was recognised; null for none.</param>
/// <param name="Model">The language model that wrote; null when sentences were taken from the sources.</param>
/// <param name="SentByColleague">No agent read it first: the town hall lets the colleague answer this kind of request.</param>
/// <param name="WordsChanged">By the agent, of <paramref name="Words"/> in the reply.</param>
internal sealed record HowPrepared(
    string? Task, IReadOnlyList<PreparedReason> Reasons, string RulesVersion, string? Model, int WordsChanged, int Words, int Sources, bool SentByColleague);

internal sealed record PreparedReason(string Text, IReadOnlyList<string> Words);

internal sealed class PreparedReader(CollegueDb db, RuleSet rules)
{
    /// <summary>Null when an agent wrote the reply alone.</summary>
    public async Task<HowPrepared?> OfAsync(Reply reply, CancellationToken cancellation)
    {
        var found = await (from draft in db.Drafts.AsNoTracking()
                           join triage in db.TriageResults on draft.MessageId equals triage.MessageId
                           where draft.Id == reply.DraftId
                           select new { draft.Model, triage.Task, triage.Reasons, triage.RulesVersion }).SingleOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var changed = await db.Reviews.AsNoTracking().Where(row => row.DraftId == reply.DraftId).Select(row => row.WordsChanged).SingleOrDefaultAsync(cancellation);
        var sources = await db.ReplySources.Where(row => row.ReplyId == reply.Id).Select(row => row.Document).Distinct().CountAsync(cancellation);
        return new HowPrepared(
            TaskName(found.Task), Reasons(found.Reasons), found.RulesVersion, found.Model, changed,
            reply.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, sources, reply.AgentId is null);
    }

    private static bool InEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    private string? TaskName(string? slug) =>
        rules.Kinds.FirstOrDefault(kind => kind.Slug == slug) is { } known ? (InEnglish ? known.Name.En : known.Name.Fr) : slug;

    private static List<PreparedReason> Reasons(string stored) =>
        (JsonSerializer.Deserialize<List<TriageReason>>(stored, JsonSerializerOptions.Web) ?? []).ConvertAll(reason => new PreparedReason(
            InEnglish && reason.ExplanationEn.Length > 0 ? reason.ExplanationEn : reason.Explanation,
            [.. reason.Evidence.Select(evidence => evidence.Text).Distinct(StringComparer.OrdinalIgnoreCase)]));
}
