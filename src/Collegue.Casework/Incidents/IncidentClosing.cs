using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Collegue.Answering.Safeguards.Masking;
using Collegue.Casework.Intake;
using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Incidents;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Incidents;

/// <summary>What the bench asks again: would the error come back?</summary>
/// <param name="Message">The citizen's message, personal data masked; null when none is known.</param>
/// <param name="Document">Where the error came from, as in the contracts; null when no source carried it.</param>
public sealed record IncidentLesson(string Id, string? Message, string Wrong, string? Right, string? Document, string Cause);

/// <summary>Closes an incident with its cause, and hands the lesson to the bench.</summary>
public sealed class IncidentClosing(CollegueDb db, OrganisationScope scope, IncidentWriter writer, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public Task<IncidentOutcome> CloseAsync(
        Guid id, int revision, IncidentCause? cause, string? measures, string? right, ActingAgent agent, CancellationToken cancellation) =>
        writer.ChangeAsync(id, revision, async incident =>
        {
            var cleaned = PlainText.Clean(measures ?? "");
            var said = PlainText.Clean(right ?? incident.RightText ?? "");
            var invalid = incident.State is IncidentState.Correcting or IncidentState.Closed ? "closing-early"
                : cause is null || !Enum.IsDefined(cause.Value) ? "cause-missing"
                : cleaned.Length is 0 or > IncidentReports.MaxTextLength ? "measures-missing"
                : said.Length is 0 or > ReviewDesk.MaxReplyLength ? "right-missing"
                : null;
            if (invalid is not null)
            {
                return new IncidentOutcome.Invalid(invalid);
            }

            (incident.State, incident.Cause, incident.Measures, incident.RightText) = (IncidentState.Closed, cause, cleaned, said);
            (incident.ClosedAt, incident.ClosedByAgentId) = (clock.GetUtcNow(), agent.AgentId);
            return await writer.RecordAsync(incident, "incident.closed", agent, $"cause={cause}", cancellation);
        }, cancellation);

    /// <summary>Opens it again: the cause was another one, or the error came back.</summary>
    public Task<IncidentOutcome> ReopenAsync(Guid id, int revision, ActingAgent agent, CancellationToken cancellation) =>
        writer.ChangeAsync(id, revision, async incident =>
        {
            if (incident.State != IncidentState.Closed)
            {
                return new IncidentOutcome.Invalid("closing-early");
            }

            (incident.State, incident.ClosedAt, incident.ClosedByAgentId) = (IncidentState.Open, null, null);
            return await writer.RecordAsync(incident, "incident.reopened", agent, null, cancellation);
        }, cancellation);

    /// <summary>One JSON line for each closed incident, oldest first, with nobody's name in it.</summary>
    public async IAsyncEnumerable<string> LessonsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var masker = new Masker();
        var closed = db.Incidents.AsNoTracking().Where(row => row.OrganisationId == scope.Current && row.State == IncidentState.Closed).OrderBy(row => row.ReportedAt);
        foreach (var incident in await closed.ToListAsync(cancellation))
        {
            var message = await db.Messages.AsNoTracking().Where(row => row.Id == incident.MessageId).Select(row => row.Body).SingleOrDefaultAsync(cancellation);
            var map = new MaskMap();
            yield return JsonSerializer.Serialize(
                new IncidentLesson($"{incident.Id:N}", Masked(message), Masked(incident.WrongText)!, Masked(incident.RightText), incident.Document, $"{incident.Cause}"), Json);

            string? Masked(string? text) => text is null ? null : masker.Mask(text, map).Text;
        }
    }

    /// <exception cref="JsonException">The line is not one of <see cref="LessonsAsync"/>.</exception>
    public static IncidentLesson ReadLesson(string line) =>
        JsonSerializer.Deserialize<IncidentLesson>(line, Json) is { Id: not null, Wrong: not null } lesson ? lesson : throw new JsonException("id or wrong is missing.");
}
