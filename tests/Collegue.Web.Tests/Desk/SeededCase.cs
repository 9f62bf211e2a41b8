using System.Text.Json;
using Collegue.Casework.Triage;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Desk;

/// <summary>A case as the colleague leaves it, put straight into the database: the desk is tested without waiting for preparation.</summary>
internal sealed record SeededCase
{
    private static int last = 5000;

    public const string FirstSentence = "La carte d'identité est gratuite.";
    public const string SecondSentence = "Le dépôt se fait sur rendez-vous.";
    public const string Letter = $"Bonjour,\n\n{FirstSentence}\n\n{SecondSentence}\n\nCordialement";

    public string Organisation { get; init; } = "sainte-amarelle";
    public string Number { get; init; } = $"2030-{Interlocked.Increment(ref last):D6}";
    public string Body { get; init; } = "Bonjour, comment refaire ma carte d'identité ?";
    public string? Name { get; init; } = "Jeanne Orvault";
    public string? Email { get; init; } = "jeanne@courriel.example";
    public string? Task { get; init; }
    public Handling? Handling { get; init; } = Storage.Cases.Handling.Assisted;
    public Urgency Urgency { get; init; }
    public string? Department { get; init; } = "etat-civil";
    public string? AssignedTo { get; init; }
    public CaseState State { get; init; } = CaseState.ToReview;
    public bool HumanRequested { get; init; }
    public DraftState? Draft { get; init; } = DraftState.Ready;
    public bool SecondSupported { get; init; } = true;
    public TimeSpan Due { get; init; } = TimeSpan.FromDays(5);
    public string? Evidence { get; init; }

    public Guid Id { get; } = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
    public Guid MessageId { get; } = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
    public Guid DraftId { get; } = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
    public Guid PassageId { get; init; } = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
    public Guid AttachmentId { get; } = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
    public string TrackingToken { get; } = $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";

    public string Address => $"/desk/case/{Id}";

    public async Task<SeededCase> InAsync(ProductServer server)
    {
        await server.DoAsync(Organisation, async services =>
        {
            var db = services.GetRequiredService<CollegueDb>();
            var organisation = services.GetRequiredService<OrganisationScope>().Current;
            var department = await db.Departments.Where(row => row.Slug == Department).Select(row => (Guid?)row.Id).SingleOrDefaultAsync();
            var agent = await db.Users.Where(row => row.UserName == AssignedTo).Select(row => (Guid?)row.Id).SingleOrDefaultAsync();
            db.Cases.Add(CaseOf(organisation, department, agent));
            var message = new Message { OrganisationId = organisation, Id = MessageId, CaseId = Id, Body = Body, ReceivedAt = TimeProvider.System.GetUtcNow() };
            message.Attachments.Add(new Attachment
            {
                OrganisationId = organisation,
                Id = AttachmentId,
                MessageId = MessageId,
                FileName = "plan.html",
                ContentType = "application/pdf",
                Size = 5,
                Sha256 = "00",
                Content = new AttachmentContent { OrganisationId = organisation, AttachmentId = AttachmentId, Bytes = "<b>x"u8.ToArray() },
            });
            db.Messages.Add(message);
            db.TriageResults.Add(TriageOf(organisation));
            if (Draft is { } state)
            {
                db.Drafts.Add(DraftOf(organisation, state));
            }

            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        return this;
    }

    private Case CaseOf(Guid organisation, Guid? department, Guid? agent)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new Case
        {
            OrganisationId = organisation,
            Id = Id,
            Number = Number,
            TrackingToken = TrackingToken,
            SubmissionId = Id,
            Channel = Channel.Web,
            State = State,
            Subject = Body.Length > 140 ? Body[..140] : Body,
            Task = Task,
            Handling = Handling,
            Urgency = Urgency,
            DepartmentId = department,
            AssignedAgentId = agent,
            CitizenName = Name,
            CitizenEmail = Email,
            Language = "fr",
            HumanRequested = HumanRequested,
            ReceivedAt = now,
            DueAt = now + Due,
            LastMessageAt = now,
            AnsweredAt = State == CaseState.Answered ? now : null,
        };
    }

    private TriageResult TriageOf(Guid organisation) => new()
    {
        OrganisationId = organisation,
        Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
        CaseId = Id,
        MessageId = MessageId,
        Task = Task,
        Handling = Handling ?? Storage.Cases.Handling.Human,
        DepartmentSlug = Department,
        Urgency = Urgency,
        Language = "fr",
        Confidence = 1,
        Reasons = JsonSerializer.Serialize(
            Evidence is null ? [] : new[] { new TriageReason("task", "Le message parle de papiers.", "The message is about papers.", [new Evidence(Evidence, Body.IndexOf(Evidence, StringComparison.Ordinal), Body.IndexOf(Evidence, StringComparison.Ordinal) + Evidence.Length)]) },
            JsonSerializerOptions.Web),
        RulesVersion = "2026-11-24",
        DecidedAt = TimeProvider.System.GetUtcNow(),
    };

    private Draft DraftOf(Guid organisation, DraftState state)
    {
        var draft = new Draft
        {
            OrganisationId = organisation,
            Id = DraftId,
            CaseId = Id,
            MessageId = MessageId,
            Engine = "extractive",
            Status = "answered",
            Text = Letter,
            State = state,
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        draft.Sentences.Add(SentenceOf(organisation, 0, FirstSentence, true));
        draft.Sentences.Add(SentenceOf(organisation, 1, SecondSentence, SecondSupported));
        return draft;
    }

    private DraftSentence SentenceOf(Guid organisation, int position, string text, bool supported)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        var sentence = new DraftSentence { OrganisationId = organisation, Id = id, DraftId = DraftId, Position = position, Text = text, Supported = supported };
        sentence.Citations.Add(new Citation
        {
            OrganisationId = organisation,
            Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            SentenceId = id,
            PassageId = PassageId,
            DocumentId = PassageId,
            Document = "etat-civil/carte",
            Title = $"Carte d'identité, page {position + 1}",
            Quote = text,
            Start = position * 40,
        });
        sentence.Checks.Add(new Check
        {
            OrganisationId = organisation,
            Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            SentenceId = id,
            Kind = "quote",
            Value = text,
            Passed = supported,
        });
        return sentence;
    }
}
