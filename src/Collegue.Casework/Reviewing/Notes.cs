using Collegue.Casework.Intake;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Desk;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Reviewing;

/// <summary>A note as it is read: who wrote it, whom it calls.</summary>
public sealed record NoteView(string WrittenBy, string Text, DateTimeOffset WrittenAt, IReadOnlyList<string> Mentioned);

/// <summary>A note that calls the agent who looks.</summary>
public sealed record MentionView(Guid NoteId, Guid CaseId, string Number, string WrittenBy, string Text, DateTimeOffset WrittenAt);

/// <summary>Internal notes of a case: for agents of the organisation only.</summary>
public sealed class Notes(CollegueDb db, OrganisationScope scope, AuditTrail trail, TimeProvider clock)
{
    public const int Longest = 4000;

    public async Task<IReadOnlyList<NoteView>> OfCaseAsync(Guid caseId, CancellationToken cancellation)
    {
        var notes = await db.CaseNotes.AsNoTracking().Include(row => row.Mentions).Where(row => row.CaseId == caseId)
            .OrderBy(row => row.WrittenAt).ThenBy(row => row.Id).ToListAsync(cancellation);
        var agents = notes.SelectMany(note => note.Mentions.Select(mention => mention.AgentId).Append(note.AgentId)).ToHashSet();
        var names = await db.Users.AsNoTracking().Where(row => agents.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.DisplayName, cancellation);
        return notes.ConvertAll(note => new NoteView(
            names.GetValueOrDefault(note.AgentId, ""), note.Text, note.WrittenAt, [.. note.Mentions.Select(mention => names.GetValueOrDefault(mention.AgentId, "")).Order(StringComparer.CurrentCulture)]));
    }

    /// <summary>Writes a note; only members of the organisation can be called. The trace says nothing of its words.</summary>
    public async Task<DeskOutcome> WriteAsync(Guid caseId, string? text, IReadOnlyCollection<Guid> mentioned, ActingAgent agent, CancellationToken cancellation)
    {
        var clean = PlainText.Clean(text ?? "");
        if (clean.Length is 0 or > Longest)
        {
            return new DeskOutcome.Invalid(clean.Length == 0 ? "note-empty" : "note-long");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await db.Cases.AnyAsync(row => row.Id == caseId, cancellation))
        {
            return new DeskOutcome.NotFound();
        }

        var now = clock.GetUtcNow();
        var note = new CaseNote { OrganisationId = scope.Current, Id = Guid.CreateVersion7(now), CaseId = caseId, AgentId = agent.AgentId, Text = clean, WrittenAt = now };
        var members = await db.Memberships.Where(row => mentioned.Contains(row.AgentId) && (row.Roles & ~Roles.Auditor) != Roles.None).Select(row => row.AgentId).ToListAsync(cancellation);
        note.Mentions.AddRange(members.Select(member => new CaseMention { OrganisationId = scope.Current, NoteId = note.Id, AgentId = member }));
        db.CaseNotes.Add(note);
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(new AuditFact(Actor.Agent, "note.written", caseId, note.Id, agent.AgentId, $"mentions={members.Count}"), cancellation);
        await transaction.CommitAsync(cancellation);
        return new DeskOutcome.Done();
    }

    /// <summary>The notes that call an agent and were not read by them, newest first.</summary>
    public async Task<IReadOnlyList<MentionView>> CallingAsync(Guid agentId, CancellationToken cancellation) =>
        await (from mention in db.CaseMentions.AsNoTracking()
               join note in db.CaseNotes on mention.NoteId equals note.Id
               join subject in db.Cases on note.CaseId equals subject.Id
               join author in db.Users on note.AgentId equals author.Id
               where mention.AgentId == agentId && mention.ReadAt == null
               orderby note.WrittenAt descending
               select new MentionView(note.Id, subject.Id, subject.Number, author.DisplayName, note.Text, note.WrittenAt)).Take(50).ToListAsync(cancellation);

    public Task ReadAsync(Guid noteId, Guid agentId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return db.CaseMentions.Where(row => row.NoteId == noteId && row.AgentId == agentId && row.ReadAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadAt, now), cancellation);
    }
}
