using Collegue.Casework.Intake;
using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Desk;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Sending;

/// <summary>How the current organisation begins, ends and signs its letters; every version stays with who wrote it.</summary>
public sealed class LetterTemplates(CollegueDb db, OrganisationScope scope, AuditTrail trail, TimeProvider clock)
{
    public const int Longest = 1000;

    /// <summary>The version in force; null when the organisation keeps the product's words.</summary>
    public Task<LetterTemplate?> CurrentAsync(CancellationToken cancellation) =>
        db.LetterTemplates.AsNoTracking().OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancellation);

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<LetterTemplate>> VersionsAsync(CancellationToken cancellation) =>
        await db.LetterTemplates.AsNoTracking().OrderByDescending(row => row.Version).ToListAsync(cancellation);

    /// <summary>Puts a new version in force; an empty part goes back to the product's words.</summary>
    /// <param name="version">The version the form showed; 0 for none.</param>
    public async Task<DeskOutcome> WriteAsync(
        int version, string? letterhead, string? opening, string? closing, string? signature, ActingAgent agent, CancellationToken cancellation)
    {
        if (new[] { letterhead, opening, closing, signature }.Any(part => part?.Length > Longest))
        {
            return new DeskOutcome.Invalid("template-long");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (((await CurrentAsync(cancellation))?.Version ?? 0) != version)
        {
            return new DeskOutcome.Conflict();
        }

        db.LetterTemplates.Add(new LetterTemplate
        {
            OrganisationId = scope.Current,
            Version = version + 1,
            Letterhead = Clean(letterhead),
            Opening = Clean(opening),
            Closing = Clean(closing),
            Signature = Clean(signature),
            AgentId = agent.AgentId,
            WrittenAt = clock.GetUtcNow(),
        });
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Somebody else wrote the same version a moment before.
            db.ChangeTracker.Clear();
            return new DeskOutcome.Conflict();
        }

        await trail.AppendAsync(new AuditFact(Actor.Agent, "template.written", null, null, agent.AgentId, $"version={version + 1}"), cancellation);
        await transaction.CommitAsync(cancellation);
        return new DeskOutcome.Done();
    }

    private static string? Clean(string? text) => PlainText.Clean(text ?? "") is { Length: > 0 } clean ? clean : null;
}
