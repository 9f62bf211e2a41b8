using Collegue.Casework.Mandates;
using Collegue.Casework.Triage;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Mandates;
using Collegue.Storage.Organisations;
using Collegue.Web.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Mandates;

/// <summary>The product with steps of latitude that twenty reviews can climb.</summary>
public class MandateServer : ProductServer
{
    private int taken = -1;

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        .. base.Settings, new("Mandates:ProposeReviews", "20"), new("Mandates:PrepareReviews", "20"), new("Mandates:ReplyReviews", "20"),
        new("Mandates:PrepareRate", "0.80"), new("Mandates:ReplyRate", "0.80"), new("Mandates:PlantedErrors", "5"), new("Mandates:AuditPercent", "100"),
    ];

    /// <summary>A kind of task no other test uses, which a machine may answer.</summary>
    internal TaskKind NewKind()
    {
        var kinds = RuleSet.Default.Kinds.Where(kind => kind.Department is "etat-civil" or "urbanisme" or "technique" or "accueil" && kind.Handling == Handling.Automatable).ToList();
        return kinds[Interlocked.Increment(ref taken)];
    }

    /// <summary>The mandate as if it had been signed under the conditions of the seeded cases, or the present ones.</summary>
    internal Task GiveAsync(TaskKind kind, MandateLevel level, string? rules = null, Guid? source = null) => DoAsync(Commune, async services =>
    {
        var db = services.GetRequiredService<CollegueDb>();
        var now = await services.GetRequiredService<CurrentConditions>().ReadAsync(TestContext.Current.CancellationToken);
        var organisation = services.GetRequiredService<OrganisationScope>().Current;
        db.Mandates.Add(new Mandate
        {
            OrganisationId = organisation,
            Task = kind.Slug,
            Level = level,
            Since = TimeProvider.System.GetUtcNow().AddDays(-1),
            RulesVersion = rules ?? now.RulesVersion,
            Model = now.Model,
            PromptHash = now.PromptHash,
        });
        if (source is { } document)
        {
            db.MandateSources.Add(new MandateSource { OrganisationId = organisation, Task = kind.Slug, DocumentId = document });
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    });

    /// <summary>Reviewed drafts of a kind, under the conditions of now.</summary>
    internal async Task ReviewedAsync(TaskKind kind, int kept, int changed)
    {
        var seeded = await new SeededCase { Task = kind.Slug, Draft = null }.InAsync(this);
        await DoAsync(Commune, async services =>
        {
            var db = services.GetRequiredService<CollegueDb>();
            var now = await services.GetRequiredService<CurrentConditions>().ReadAsync(TestContext.Current.CancellationToken);
            var organisation = services.GetRequiredService<OrganisationScope>().Current;
            var at = TimeProvider.System.GetUtcNow();
            for (var index = 0; index < kept + changed; index++)
            {
                var message = new Message { OrganisationId = organisation, Id = Guid.CreateVersion7(at), CaseId = seeded.Id, Body = "Bonjour", ReceivedAt = at.AddDays(-2) };
                var draft = new Draft
                {
                    OrganisationId = organisation,
                    Id = Guid.CreateVersion7(at),
                    CaseId = seeded.Id,
                    MessageId = message.Id,
                    Engine = "extractive",
                    Status = "answered",
                    Text = "Bonjour",
                    State = DraftState.Sent,
                    CreatedAt = at,
                };
                db.AddRange(message, draft, new MandateEvidence
                {
                    OrganisationId = organisation,
                    Id = Guid.CreateVersion7(at),
                    Task = kind.Slug,
                    DraftId = draft.Id,
                    Origin = EvidenceOrigin.Review,
                    Kept = index < kept,
                    RulesVersion = now.RulesVersion,
                    Model = now.Model,
                    PromptHash = now.PromptHash,
                    At = at.AddMinutes(-60 + (index / 10.0)),
                });
            }

            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
    }

    /// <summary>Planted errors of this month in a department.</summary>
    internal Task VigilantAsync(string department, int caught, int missed) => DoAsync(Commune, async services =>
    {
        var db = services.GetRequiredService<CollegueDb>();
        var id = await db.Departments.Where(row => row.Slug == department).Select(row => row.Id).SingleAsync(TestContext.Current.CancellationToken);
        var today = TimeProvider.System.Today();
        var month = new DateOnly(today.Year, today.Month, 1);
        await db.VigilanceCounts.Where(row => row.DepartmentId == id).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        db.VigilanceCounts.Add(new VigilanceCount
        {
            OrganisationId = services.GetRequiredService<OrganisationScope>().Current,
            Month = month,
            DepartmentId = id,
            Kind = ErrorKind.WrongAmount,
            Caught = caught,
            Missed = missed,
        });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    });

    internal Task<MandateLevel> LevelAsync(TaskKind kind) => ReadAsync(Commune, async db =>
        await db.Mandates.AsNoTracking().Where(row => row.Task == kind.Slug).Select(row => (MandateLevel?)row.Level).SingleOrDefaultAsync() ?? MandateLevel.Propose);

    internal const string Commune = "sainte-amarelle";
}

public sealed class MandateServerOnPostgres : MandateServer
{
    protected override bool OnPostgres => true;
}
