using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Conversations;
using Collegue.Storage.Deadlines;
using Collegue.Storage.Desk;
using Collegue.Storage.Drafts;
using Collegue.Storage.Gateway;
using Collegue.Storage.Incidents;
using Collegue.Storage.Jobs;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Mail;
using Collegue.Storage.Mandates;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Collegue.Storage.Rules;
using Xunit;

namespace Collegue.Tests.Storage;

/// <summary>One row of an organisation in each of its tables. A new entity type gets its row here.</summary>
internal static class EveryTable
{
    public static async Task FillAsync(TestDatabase database, Organisation organisation)
    {
        var agent = await database.AddAgentAsync();
        await using var session = await database.OpenAsync(organisation);
        session.Db.AddRange(Casework(database.Rows, organisation, agent));
        session.Db.AddRange(Mandates(database.Rows, organisation, agent));
        session.Db.AddRange(Desk(database.Rows, organisation, agent));
        session.Db.AddRange(Clocks(database.Rows, organisation, agent));
        session.Db.AddRange(Knowledge(database.Rows, organisation));
        session.Db.AddRange(Models(database.Rows, organisation));
        session.Db.AddRange(Asking(database.Rows, organisation, agent));
        session.Db.AddRange(Mails(database.Rows, organisation));
        await using var transaction = await session.Db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await session.Db.SaveChangesAsync(TestContext.Current.CancellationToken);
        await session.Trail.AppendAsync(new AuditFact(Actor.System, "table.filled"), TestContext.Current.CancellationToken);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }

    private static IEnumerable<object> Casework(Rows rows, Organisation organisation, Agent agent)
    {
        var owner = organisation.Id;
        var request = rows.Case(organisation);
        var message = rows.Message(request);
        var attachment = new Attachment { OrganisationId = owner, Id = rows.NewId(), MessageId = message.Id, FileName = "justificatif.pdf", ContentType = "application/pdf", Size = 1, Sha256 = "00" };
        var draft = rows.Draft(message);
        var sentence = new DraftSentence { OrganisationId = owner, Id = rows.NewId(), DraftId = draft.Id, Position = 0, Text = "Prenez rendez-vous.", Supported = true };
        var version = new RuleVersion { OrganisationId = owner, Id = rows.NewId(), Number = 1, Changes = "[]", WrittenAt = rows.Now };
        var reply = rows.Reply(request, agent, draft);
        var twin = rows.Case(organisation);
        var incident = rows.Incident(organisation, agent);
        return
        [
            new Department { OrganisationId = owner, Id = rows.NewId(), Slug = "etat-civil", Name = "État civil" },
            new Membership { OrganisationId = owner, AgentId = agent.Id, Roles = Roles.Agent },
            new ApiKey { OrganisationId = owner, Id = rows.NewId(), Name = "Portail", Prefix = "clg_00", Hash = "00", Scopes = ApiScopes.Read, CreatedAt = rows.Now },
            new CaseCounter { OrganisationId = owner, Year = 2026, Last = 1 },
            request,
            message,
            attachment,
            new AttachmentContent { OrganisationId = owner, AttachmentId = attachment.Id, Bytes = [1] },
            new TriageResult { OrganisationId = owner, Id = rows.NewId(), CaseId = request.Id, MessageId = message.Id, Handling = Handling.Assisted, Urgency = Urgency.Normal, Confidence = 0.9, Reasons = "[]", RulesVersion = "1", DecidedAt = rows.Now },
            new CaseVisit { OrganisationId = owner, CaseId = request.Id, AgentId = agent.Id, SeenAt = rows.Now },
            new CaseProxy { OrganisationId = owner, CaseId = request.Id, Name = "Maison France Services", Quality = ProxyQuality.FranceServices, Consent = ProxyConsent.Mandate },
            new CitizenRequest { OrganisationId = owner, Id = rows.NewId(), CaseId = request.Id, Kind = CitizenRequestKind.Explanation, AskedAt = rows.Now },
            new Satisfaction { OrganisationId = owner, CaseId = request.Id, Answer = SatisfactionAnswer.Yes, AnsweredAt = rows.Now },
            version,
            new RuleTrial { OrganisationId = owner, Id = rows.NewId(), VersionId = version.Id, ChangesHash = "00", AskedAt = rows.Now },
            new TriageCorrection { OrganisationId = owner, Id = rows.NewId(), CaseId = request.Id, MessageId = message.Id, FromHandling = Handling.Assisted, ToHandling = Handling.Human, RulesVersion = "1", At = rows.Now },
            draft,
            sentence,
            new Citation { OrganisationId = owner, Id = rows.NewId(), SentenceId = sentence.Id, PassageId = rows.NewId(), DocumentId = rows.NewId(), Document = "particuliers/F1", Title = "Carte d'identité", Quote = "Prenez rendez-vous.", Start = 0 },
            new Check { OrganisationId = owner, Id = rows.NewId(), SentenceId = sentence.Id, Kind = "quote", Value = "Prenez rendez-vous.", Passed = true },
            new Review { OrganisationId = owner, Id = rows.NewId(), CaseId = request.Id, DraftId = draft.Id, AgentId = agent.Id, Outcome = ReviewOutcome.SentAsIs, WordsChanged = 0, ReviewedAt = rows.Now },
            reply,
            new Departure { OrganisationId = owner, Id = rows.NewId(), CaseId = request.Id, LastMessageId = message.Id, Text = "Bonjour", TrackingLink = "https://mairie.example/suivi", PlannedAt = rows.Now, LeavesAt = rows.Now },
            new Delivery { OrganisationId = owner, ReplyId = reply.Id, CaseId = request.Id, Channel = ReplyChannel.Letter, CreatedAt = rows.Now },
            new ReplySource { OrganisationId = owner, Id = rows.NewId(), ReplyId = reply.Id, Position = 0, PassageId = rows.NewId(), Document = "particuliers/F1", Title = "Carte d'identité", Quote = "Prenez rendez-vous." },
            twin,
            new CaseLink { OrganisationId = owner, CaseId = request.Id, OtherCaseId = twin.Id, Kind = CaseLinkKind.DuplicateOf },
            new CaseProposal { OrganisationId = owner, Id = rows.NewId(), CaseId = request.Id, MessageId = message.Id, Kind = ProposalKind.Split, Length = 5, Likeness = 1, ProposedAt = rows.Now },
            incident,
            new IncidentRecipient { OrganisationId = owner, Id = rows.NewId(), IncidentId = incident.Id, CaseId = request.Id, ReplyId = reply.Id, FoundBy = FoundBy.SameSentence, ReplySentAt = rows.Now },
            new Job { OrganisationId = owner, Id = rows.NewId(), Kind = "prepare-case", SubjectId = message.Id, DueAt = rows.Now },
            new OutboxMessage { OrganisationId = owner, Id = rows.NewId(), CaseId = request.Id, Recipient = "camille@courriel.example", Subject = "Votre demande", Body = "Bonjour", CreatedAt = rows.Now },
        ];
    }

    private static IEnumerable<object> Mandates(Rows rows, Organisation organisation, Agent agent)
    {
        var owner = organisation.Id;
        var request = rows.Case(organisation);
        var message = rows.Message(request);
        var draft = rows.Draft(message);
        return
        [
            request,
            message,
            draft,
            new Mandate { OrganisationId = owner, Task = "identity-card", Level = MandateLevel.Prepare, Since = rows.Now },
            new MandateSource { OrganisationId = owner, Task = "identity-card", DocumentId = rows.NewId() },
            new MandateChange
            {
                OrganisationId = owner, Id = rows.NewId(), Task = "identity-card", Number = 1, From = MandateLevel.Propose, To = MandateLevel.Prepare, At = rows.Now,
                Cause = MandateCause.Decision, AgentId = agent.Id, Reason = "Cent relectures.", Reviewed = 100, Kept = 98, Lower = 0.93, Upper = 0.998, Threshold = 0.9,
                Drift = 1, EvidenceFrom = rows.Now, Planted = 10, Caught = 9, RulesVersion = "1",
            },
            new MandateEvidence { OrganisationId = owner, Id = rows.NewId(), Task = "identity-card", DraftId = draft.Id, Origin = EvidenceOrigin.Review, Kept = true, RulesVersion = "1", At = rows.Now },
            new SourceOpening { OrganisationId = owner, DraftId = draft.Id, AgentId = agent.Id, DocumentId = rows.NewId() },
            new VigilanceAgreement { OrganisationId = owner, AgreedOn = new DateOnly(2026, 11, 1), Reference = "CST du 1er novembre", ToldOn = new DateOnly(2026, 11, 2), SharePercent = 5 },
            new TrainingKind { OrganisationId = owner, Task = "identity-card" },
            new PlantedError { OrganisationId = owner, DraftId = draft.Id, CaseId = request.Id, Kind = ErrorKind.WrongAmount, Truth = "25 €.", Planted = "28 €.", Wrong = "28 €" },
            new VigilanceCount { OrganisationId = owner, Month = new DateOnly(2026, 11, 1), DepartmentId = rows.NewId(), Kind = ErrorKind.WrongAmount, Caught = 1 },
        ];
    }

    private static IEnumerable<object> Desk(Rows rows, Organisation organisation, Agent agent)
    {
        var owner = organisation.Id;
        var (request, other) = (rows.Case(organisation), rows.Case(organisation));
        var message = rows.Message(request);
        var note = new CaseNote { OrganisationId = owner, Id = rows.NewId(), CaseId = request.Id, AgentId = agent.Id, Text = "À voir", WrittenAt = rows.Now };
        var answer = new CannedAnswer { OrganisationId = owner, Id = rows.NewId(), Name = "Horaires", Version = 1 };
        var file = new ReplyFile { OrganisationId = owner, Id = rows.NewId(), CaseId = request.Id, FileName = "attestation.pdf", ContentType = "application/pdf", Size = 1, Sha256 = "00", AgentId = agent.Id, JoinedAt = rows.Now };
        return
        [
            request,
            other,
            message,
            note,
            new CaseMention { OrganisationId = owner, NoteId = note.Id, AgentId = agent.Id },
            new CaseClosing { OrganisationId = owner, CaseId = other.Id, Reason = ClosingReason.Merged, MergedIntoId = request.Id, StateBefore = CaseState.ToReview, AgentId = agent.Id, ClosedAt = rows.Now },
            new SavedFilter { OrganisationId = owner, Id = rows.NewId(), AgentId = agent.Id, Name = "Retards", Query = "?late=true", SavedAt = rows.Now },
            answer,
            new CannedAnswerVersion { OrganisationId = owner, AnswerId = answer.Id, Version = 1, Text = "La mairie ouvre à 9 h.", AgentId = agent.Id, WrittenAt = rows.Now },
            new LetterTemplate { OrganisationId = owner, Version = 1, Letterhead = "Mairie", AgentId = agent.Id, WrittenAt = rows.Now },
            new SignatureRule { OrganisationId = owner, Task = "identity-document", AgentId = agent.Id, SetAt = rows.Now },
            new PendingReply { OrganisationId = owner, Id = rows.NewId(), CaseId = request.Id, LastMessageId = message.Id, Text = "Bonjour", AgentId = agent.Id, AskedAt = rows.Now },
            new CaseLock { OrganisationId = owner, CaseId = request.Id, AgentId = agent.Id, TakenAt = rows.Now, EndsAt = rows.Now },
            new AgentAbsence { OrganisationId = owner, Id = rows.NewId(), AgentId = agent.Id, From = new DateOnly(2026, 11, 24), To = new DateOnly(2026, 11, 25) },
            file,
            new ReplyFileContent { OrganisationId = owner, FileId = file.Id, Bytes = [1] },
        ];
    }

    private static IEnumerable<object> Clocks(Rows rows, Organisation organisation, Agent agent)
    {
        var owner = organisation.Id;
        var request = rows.Case(organisation);
        var rule = rows.DeadlineRule(organisation, agent);
        var day = new DateOnly(2026, 11, 24);
        return
        [
            request,
            rule,
            new ClockSettings { OrganisationId = owner, Region = HolidayRegion.Mayotte, SoonDays = 3, CheckedByAgentId = agent.Id, CheckedAt = rows.Now },
            new CaseClock { OrganisationId = owner, CaseId = request.Id, Task = rule.Task, RuleId = rule.Id, Rule = "{}", Region = HolidayRegion.Mainland, StartedOn = day, TrackingLink = "https://mairie.example/suivi", RegistrationDueOn = day, ReceiptDueOn = day, ObjectiveAt = rows.Now, SilenceOn = day },
            new CasePause { OrganisationId = owner, Id = rows.NewId(), CaseId = request.Id, Documents = "Plan de situation", AskedByAgentId = agent.Id, AskedAt = rows.Now, AskedOn = day, AnswerBy = day.AddDays(30) },
            new CaseForward { OrganisationId = owner, Id = rows.NewId(), CaseId = request.Id, Recipient = "Préfecture", Letter = "Madame, Monsieur,", AgentId = agent.Id, ForwardedAt = rows.Now },
        ];
    }

    private static IEnumerable<object> Knowledge(Rows rows, Organisation organisation)
    {
        var collection = rows.Collection(organisation);
        var document = rows.Document(collection);
        var file = new UploadedFile { OrganisationId = organisation.Id, Id = rows.NewId(), CollectionId = collection.Id, Name = "tarifs.pdf", Size = 1, UploadedAt = rows.Now };
        var run = new ImportRun { OrganisationId = organisation.Id, Id = rows.NewId(), Collection = collection.Slug, Source = "un dossier", StartedAt = rows.Now };
        return
        [
            collection,
            document,
            rows.Passage(document),
            run,
            new Source { OrganisationId = organisation.Id, Id = rows.NewId(), CollectionId = collection.Id, Kind = SourceKind.Upload },
            file,
            new UploadedContent { OrganisationId = organisation.Id, FileId = file.Id, Bytes = [1] },
            new EmbeddedText { OrganisationId = organisation.Id, Model = "un-modèle", TextHash = "00", Vector = [1] },
            new UnansweredQuestion { OrganisationId = organisation.Id, Id = rows.NewId(), Fingerprint = "00", Text = "Où garer une calèche ?", Weakness = SearchWeakness.NothingFound, Times = 1, FirstAt = rows.Now, LastAt = rows.Now },
            new ImportIssue { OrganisationId = organisation.Id, Id = rows.NewId(), RunId = run.Id, File = "illisible.pdf", Reason = "Fichier tronqué" },
        ];
    }

    private static IEnumerable<object> Models(Rows rows, Organisation organisation)
    {
        var server = rows.ModelServer(organisation);
        var model = rows.LanguageModel(server);
        return
        [
            server,
            model,
            new ModelChoice { OrganisationId = organisation.Id, Feature = ModelFeature.Ask, ModelId = model.Id, Position = 1 },
            new ModelBudget { OrganisationId = organisation.Id, ModelId = Guid.Empty, Month = 202611 },
            new ModelUse { OrganisationId = organisation.Id, Id = rows.NewId(), OwnerId = organisation.Id, ModelId = model.Id, ModelName = model.ShownName, Feature = ModelFeature.Ask, StartedAt = rows.Now, Month = 202611, Outcome = ModelOutcome.Answered, CostMicros = 1 },
            .. Passing(rows, organisation, model),
            new ModelStop { OrganisationId = organisation.Id, Id = rows.NewId(), Level = StopLevel.Models, WholeInstance = false, Reason = "Essai", StoppedAt = rows.Now, ResumedAt = rows.Now },
        ];
    }

    private static IEnumerable<object> Passing(Rows rows, Organisation organisation, LanguageModel model)
    {
        var owner = organisation.Id;
        var router = new GatewayRouter
        {
            OrganisationId = owner,
            Id = rows.NewId(),
            Name = "chat",
            Kind = ModelKind.TextGeneration,
            Strategy = RoutingStrategy.Weighted,
            Masking = RouterMasking.Always,
            Farthest = InferencePlace.France,
            Enabled = true,
            CreatedAt = rows.Now,
        };
        router.Providers.Add(new RouterProvider { OrganisationId = owner, RouterId = router.Id, ModelId = model.Id, Weight = 1, Position = 0 });
        var limit = new GatewayLimit
        {
            OrganisationId = owner,
            Id = rows.NewId(),
            Subject = LimitSubject.Organisation,
            SubjectId = Guid.Empty,
            RouterId = router.Id,
            Measure = LimitMeasure.Requests,
            Period = LimitPeriod.Day,
            Most = 10,
        };
        return
        [
            router,
            .. router.Providers,
            limit,
            new QuotaAccount { OrganisationId = owner, LimitId = limit.Id, SubjectId = owner, Window = rows.Now, Taken = 2 },
            new QuotaLease { OrganisationId = owner, NodeId = rows.NewId(), LimitId = limit.Id, SubjectId = owner, Window = rows.Now, Amount = 2, Used = 1 },
            new GatewayUse { OrganisationId = owner, Day = 20261129, KeyId = rows.NewId(), AgentId = Guid.Empty, DepartmentId = Guid.Empty, Router = router.Name, ModelId = model.Id, Kind = GatewayCallKind.Chat, Calls = 1 },
            new GatewaySettings { OrganisationId = owner, Farthest = InferencePlace.France },
            new GatewayTrace { OrganisationId = owner, Id = rows.NewId(), KeyId = rows.NewId(), At = rows.Now, Kind = GatewayCallKind.Chat, Router = router.Name, Status = 200, ProtectedRequest = "00", ProtectedResponse = "00" },
            new BridgeMessage { OrganisationId = owner, Id = rows.NewId(), ExternalId = "exp-1", ReceivedAt = rows.Now, Payload = "{}", State = BridgeState.Waiting },
        ];
    }

    private static IEnumerable<object> Asking(Rows rows, Organisation organisation, Agent agent)
    {
        var owner = organisation.Id;
        var conversation = rows.Conversation(organisation, agent);
        var turn = rows.Turn(conversation);
        var feedback = new AnswerFeedback { OrganisationId = owner, Id = rows.NewId(), TurnId = turn.Id, AgentId = agent.Id, Kind = FeedbackKind.Wrong, GivenAt = rows.Now };
        return
        [
            conversation,
            turn,
            new ConversationFile { OrganisationId = owner, Id = rows.NewId(), ConversationId = conversation.Id, Name = "courrier.pdf", Size = 1, Text = "Bonjour", AddedAt = rows.Now },
            feedback,
            new FeedbackDocument { OrganisationId = owner, FeedbackId = feedback.Id, DocumentId = rows.NewId(), CollectionId = rows.NewId(), CollectionOrganisationId = owner, Key = "particuliers/F1", Title = "Carte d'identité" },
        ];
    }

    private static IEnumerable<object> Mails(Rows rows, Organisation organisation)
    {
        var mailbox = rows.Mailbox(organisation);
        var mail = rows.IncomingMail(mailbox, 1);
        return [mailbox, mail, new IncomingMailContent { OrganisationId = organisation.Id, MailId = mail.Id, Bytes = [1] }];
    }
}
