using Collegue.Casework.Intake;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Desk;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Reviewing;

/// <summary>A canned answer with the text in force.</summary>
public sealed record CannedView(Guid Id, string Name, string? Task, int Version, string Text);

/// <summary>The passages an organisation keeps for its replies; every wording stays, with who wrote it.</summary>
public sealed class CannedAnswers(CollegueDb db, OrganisationScope scope, AuditTrail trail, TimeProvider clock)
{
    public const int LongestName = 100;
    public const int LongestText = 8000;

    /// <summary>All in use, by name.</summary>
    public async Task<IReadOnlyList<CannedView>> ListAsync(CancellationToken cancellation) =>
        await (from answer in db.CannedAnswers.AsNoTracking()
               join version in db.CannedAnswerVersions on new { answer.Id, answer.Version } equals new { Id = version.AnswerId, version.Version }
               where answer.WithdrawnAt == null
               orderby answer.Name
               select new CannedView(answer.Id, answer.Name, answer.Task, answer.Version, version.Text)).ToListAsync(cancellation);

    /// <summary>Those offered for a kind of task: its own first, then the general ones.</summary>
    public async Task<IReadOnlyList<CannedView>> ForAsync(string? task, CancellationToken cancellation) =>
        [.. (await ListAsync(cancellation)).Where(row => row.Task is null || row.Task == task).OrderBy(row => row.Task is null ? 1 : 0)];

    /// <summary>Null when there is none in use.</summary>
    public Task<CannedAnswer?> FindAsync(Guid id, CancellationToken cancellation) => db.CannedAnswers.AsNoTracking()
        .Include(row => row.Versions.OrderByDescending(version => version.Version)).SingleOrDefaultAsync(row => row.Id == id && row.WithdrawnAt == null, cancellation);

    /// <summary>Writes a new answer (<paramref name="id"/> null), or a new version of one whose version the form showed.</summary>
    public async Task<DeskOutcome> WriteAsync(Guid? id, int version, string? name, string? task, string? text, ActingAgent agent, CancellationToken cancellation)
    {
        var (cleanName, cleanText) = (PlainText.CleanOrNull(name), PlainText.Clean(text ?? ""));
        if (cleanName is null or { Length: > LongestName })
        {
            return new DeskOutcome.Invalid("canned-name");
        }

        if (cleanText.Length is 0 or > LongestText)
        {
            return new DeskOutcome.Invalid("canned-text");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow();
        CannedAnswer? answer;
        if (id is null)
        {
            answer = new CannedAnswer { OrganisationId = scope.Current, Id = Guid.CreateVersion7(now), Name = cleanName };
            db.CannedAnswers.Add(answer);
        }
        else if (await db.CannedAnswers.SingleOrDefaultAsync(row => row.Id == id && row.WithdrawnAt == null, cancellation) is not { } known)
        {
            return new DeskOutcome.NotFound();
        }
        else if (known.Version != version)
        {
            return new DeskOutcome.Conflict();
        }
        else
        {
            answer = known;
        }

        (answer.Name, answer.Task, answer.Version) = (cleanName, task, answer.Version + 1);
        db.CannedAnswerVersions.Add(new CannedAnswerVersion
        {
            OrganisationId = scope.Current,
            AnswerId = answer.Id,
            Version = answer.Version,
            Text = cleanText,
            AgentId = agent.AgentId,
            WrittenAt = now,
        });
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(new AuditFact(Actor.Agent, "canned.written", null, answer.Id, agent.AgentId, $"version={answer.Version}"), cancellation);
        await transaction.CommitAsync(cancellation);
        return new DeskOutcome.Done();
    }

    /// <summary>Offers it no more; its versions stay.</summary>
    public async Task WithdrawAsync(Guid id, ActingAgent agent, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow();
        if (await db.CannedAnswers.Where(row => row.Id == id && row.WithdrawnAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.WithdrawnAt, now), cancellation) > 0)
        {
            await trail.AppendAsync(new AuditFact(Actor.Agent, "canned.withdrawn", null, id, agent.AgentId), cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }
}
