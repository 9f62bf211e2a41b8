using Collegue.Storage.Cases;
using Collegue.Storage.Conversations;
using Collegue.Storage.Deadlines;
using Collegue.Storage.Drafts;
using Collegue.Storage.Incidents;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Mail;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;

namespace Collegue.Tests.Storage;

/// <summary>Valid rows, not stored yet; what a test does not care about is filled in.</summary>
public sealed class Rows(TimeProvider clock)
{
    private static long _number;

    public DateTimeOffset Now => clock.GetUtcNow();

    public Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());

    public Organisation Organisation(Organisation? parent = null)
    {
        var id = NewId();
        return new() { Id = id, ParentId = parent?.Id, Slug = $"commune-{id:N}", Name = "Commune de Sainte-Amarelle" };
    }

    public Agent Agent()
    {
        var id = NewId();
        var name = $"agent-{id:N}";
        return new() { Id = id, UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = "Claude Fontanel" };
    }

    public Case Case(Organisation organisation, string? number = null, Guid? submission = null, string? token = null)
    {
        var id = NewId();
        return new()
        {
            OrganisationId = organisation.Id,
            Id = id,
            Number = number ?? $"2026-{Token(12)}",
            TrackingToken = token ?? Token(32),
            SubmissionId = submission ?? NewId(),
            Channel = Channel.Web,
            Subject = "Carte d'identité perdue",
            Language = "fr",
            ReceivedAt = Now,
            DueAt = Now.AddDays(7),
            LastMessageAt = Now,
        };
    }

    public DeadlineRule DeadlineRule(Organisation organisation, Agent agent, string task = "building-permission") => new()
    {
        OrganisationId = organisation.Id,
        Id = NewId(),
        Task = task,
        ValidFrom = new DateOnly(2026, 11, 24),
        Terms = "{}",
        EnteredByAgentId = agent.Id,
        EnteredAt = Now,
    };

    public Message Message(Case request, DateTimeOffset? receivedAt = null) => new()
    {
        OrganisationId = request.OrganisationId,
        Id = NewId(),
        CaseId = request.Id,
        Body = "Bonjour, j'ai perdu ma carte d'identité.",
        ReceivedAt = receivedAt ?? Now,
    };

    public Draft Draft(Message message) => new()
    {
        OrganisationId = message.OrganisationId,
        Id = NewId(),
        CaseId = message.CaseId,
        MessageId = message.Id,
        Engine = "extractive",
        Status = "answered",
        Text = "Bonjour, prenez rendez-vous à la mairie.",
        CreatedAt = Now,
    };

    public Incident Incident(Organisation organisation, Agent agent) => new()
    {
        OrganisationId = organisation.Id,
        Id = NewId(),
        ReportedAt = Now,
        ReportedByAgentId = agent.Id,
        WrongText = "Le repas coûte 3,20 €.",
        Description = "Le tarif a changé.",
        Reaches = "Sentence",
    };

    public Reply Reply(Case request, Agent agent, Draft? draft = null) => new()
    {
        OrganisationId = request.OrganisationId,
        Id = NewId(),
        CaseId = request.Id,
        DraftId = draft?.Id,
        AgentId = agent.Id,
        SignedBy = "État civil",
        Text = "Bonjour, prenez rendez-vous à la mairie.",
        SentAt = Now,
    };

    public Collection Collection(Organisation organisation, bool shared = false)
    {
        var id = NewId();
        return new() { OrganisationId = organisation.Id, Id = id, Number = NextNumber(), Slug = $"fonds-{id:N}", Title = "Fiches", SharedWithChildren = shared };
    }

    public Document Document(Collection collection)
    {
        var id = NewId();
        return new()
        {
            OrganisationId = collection.OrganisationId,
            Id = id,
            CollectionId = collection.Id,
            Number = NextNumber(),
            Key = $"particuliers/{id:N}",
            Title = "Carte d'identité",
            ContentHash = "00",
            ImportedAt = Now,
        };
    }

    public Passage Passage(Document document) => new()
    {
        OrganisationId = document.OrganisationId,
        Id = NewId(),
        DocumentId = document.Id,
        Position = 0,
        Kind = PassageKind.Body,
        Text = "La demande se fait en mairie.",
    };

    public ModelServer ModelServer(Organisation organisation, string address = "http://127.0.0.1:9/v1") => new()
    {
        OrganisationId = organisation.Id,
        Id = NewId(),
        Name = $"Serveur {Token(12)}",
        BaseAddress = address,
        Place = InferencePlace.OnPremises,
        MayReceive = DataAllowance.PersonalData,
        FirstTokenSeconds = 20,
        TotalSeconds = 60,
        Enabled = true,
        CreatedAt = Now,
    };

    public LanguageModel LanguageModel(ModelServer server, string name = "petit", long inputMicros = 0, long outputMicros = 0) => new()
    {
        OrganisationId = server.OrganisationId,
        Id = NewId(),
        ServerId = server.Id,
        Name = name,
        ShownName = $"Modèle {name} {Token(6)}",
        InputMicros = inputMicros,
        OutputMicros = outputMicros,
        ContextTokens = 8_192,
        Enabled = true,
    };

    public Conversation Conversation(Organisation organisation, Agent agent) => new()
    {
        OrganisationId = organisation.Id,
        Id = NewId(),
        AgentId = agent.Id,
        Title = "Carte d'identité perdue",
        CreatedAt = Now,
        LastAt = Now,
    };

    public ConversationTurn Turn(Conversation conversation, int position = 1) => new()
    {
        OrganisationId = conversation.OrganisationId,
        Id = NewId(),
        ConversationId = conversation.Id,
        Position = position,
        Question = "Que faire d'une carte d'identité perdue ?",
        AskedAt = Now,
    };

    public Mailbox Mailbox(Organisation organisation) => new()
    {
        OrganisationId = organisation.Id,
        Id = NewId(),
        Address = $"{Token(12)}@commune.example",
        Host = "127.0.0.1",
        Port = 143,
        Security = MailSecurity.None,
        UserName = "accueil",
        ProtectedPassword = "00",
        Folder = "INBOX",
        Enabled = true,
        CreatedAt = Now,
    };

    public IncomingMail IncomingMail(Mailbox mailbox, long uid) => new()
    {
        OrganisationId = mailbox.OrganisationId,
        Id = NewId(),
        MailboxId = mailbox.Id,
        UidValidity = 1,
        Uid = uid,
        Sha256 = "00",
        ReceivedAt = Now,
    };

    private static long NextNumber() => Interlocked.Increment(ref _number);

    // The end of a version 7 id is its random part.
    private string Token(int length) => NewId().ToString("N")[^Math.Min(length, 18)..];
}
