using System.Linq.Expressions;
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
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Collegue.Storage;

/// <summary>
/// Everything kept. Rows of organisations are read through one filter and written through one guard, both bound to the
/// <see cref="OrganisationScope"/> given: forgetting to enter a scope finds nothing and stores nothing.
/// </summary>
public sealed class CollegueDb(DbContextOptions<CollegueDb> options, OrganisationScope scope)
    : IdentityUserContext<Agent, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<Department> Departments => Set<Department>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<Case> Cases => Set<Case>();
    public DbSet<CaseCounter> CaseCounters => Set<CaseCounter>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<AttachmentContent> AttachmentContents => Set<AttachmentContent>();
    public DbSet<TriageResult> TriageResults => Set<TriageResult>();
    public DbSet<CaseVisit> CaseVisits => Set<CaseVisit>();
    public DbSet<CaseLink> CaseLinks => Set<CaseLink>();
    public DbSet<CaseProposal> CaseProposals => Set<CaseProposal>();
    public DbSet<Satisfaction> Satisfactions => Set<Satisfaction>();
    public DbSet<CaseText> CaseTexts => Set<CaseText>();
    public DbSet<CaseClosing> CaseClosings => Set<CaseClosing>();
    public DbSet<SavedFilter> SavedFilters => Set<SavedFilter>();
    public DbSet<CaseNote> CaseNotes => Set<CaseNote>();
    public DbSet<CaseMention> CaseMentions => Set<CaseMention>();
    public DbSet<CannedAnswer> CannedAnswers => Set<CannedAnswer>();
    public DbSet<CannedAnswerVersion> CannedAnswerVersions => Set<CannedAnswerVersion>();
    public DbSet<LetterTemplate> LetterTemplates => Set<LetterTemplate>();
    public DbSet<SignatureRule> SignatureRules => Set<SignatureRule>();
    public DbSet<PendingReply> PendingReplies => Set<PendingReply>();
    public DbSet<CaseLock> CaseLocks => Set<CaseLock>();
    public DbSet<AgentAbsence> AgentAbsences => Set<AgentAbsence>();
    public DbSet<ReplyFile> ReplyFiles => Set<ReplyFile>();
    public DbSet<ReplyFileContent> ReplyFileContents => Set<ReplyFileContent>();
    public DbSet<CaseProxy> CaseProxies => Set<CaseProxy>();
    public DbSet<CitizenRequest> CitizenRequests => Set<CitizenRequest>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<DraftSentence> DraftSentences => Set<DraftSentence>();
    public DbSet<Citation> Citations => Set<Citation>();
    public DbSet<Check> Checks => Set<Check>();
    public DbSet<Review> Reviews => Set<Review>();
    public DbSet<Departure> Departures => Set<Departure>();
    public DbSet<Reply> Replies => Set<Reply>();
    public DbSet<ReplySource> ReplySources => Set<ReplySource>();
    public DbSet<RuleVersion> RuleVersions => Set<RuleVersion>();
    public DbSet<RuleTrial> RuleTrials => Set<RuleTrial>();
    public DbSet<TriageCorrection> TriageCorrections => Set<TriageCorrection>();
    public DbSet<ReplySentence> ReplySentences => Set<ReplySentence>();
    public DbSet<Incident> Incidents => Set<Incident>();
    public DbSet<IncidentRecipient> IncidentRecipients => Set<IncidentRecipient>();
    public DbSet<Collection> Collections => Set<Collection>();
    public DbSet<Document> Documents => Set<Document>();
    public DbSet<Passage> Passages => Set<Passage>();
    public DbSet<Source> Sources => Set<Source>();
    public DbSet<UploadedFile> UploadedFiles => Set<UploadedFile>();
    public DbSet<UploadedContent> UploadedContents => Set<UploadedContent>();
    public DbSet<EmbeddedText> EmbeddedTexts => Set<EmbeddedText>();
    public DbSet<UnansweredQuestion> UnansweredQuestions => Set<UnansweredQuestion>();
    public DbSet<NumberSequence> NumberSequences => Set<NumberSequence>();
    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();
    public DbSet<ImportIssue> ImportIssues => Set<ImportIssue>();
    public DbSet<ModelServer> ModelServers => Set<ModelServer>();
    public DbSet<LanguageModel> LanguageModels => Set<LanguageModel>();
    public DbSet<ModelChoice> ModelChoices => Set<ModelChoice>();
    public DbSet<ModelBudget> ModelBudgets => Set<ModelBudget>();
    public DbSet<ModelUse> ModelUses => Set<ModelUse>();
    public DbSet<ModelStop> ModelStops => Set<ModelStop>();
    public DbSet<GatewayRouter> GatewayRouters => Set<GatewayRouter>();
    public DbSet<RouterProvider> RouterProviders => Set<RouterProvider>();
    public DbSet<GatewayLimit> GatewayLimits => Set<GatewayLimit>();
    public DbSet<GatewaySettings> GatewaySettings => Set<GatewaySettings>();
    public DbSet<GatewayTrace> GatewayTraces => Set<GatewayTrace>();
    public DbSet<GatewayUse> GatewayUses => Set<GatewayUse>();
    public DbSet<QuotaAccount> QuotaAccounts => Set<QuotaAccount>();
    public DbSet<QuotaLease> QuotaLeases => Set<QuotaLease>();
    public DbSet<QuotaNode> QuotaNodes => Set<QuotaNode>();
    public DbSet<BridgeMessage> BridgeMessages => Set<BridgeMessage>();
    public DbSet<Conversation> Conversations => Set<Conversation>();
    public DbSet<ConversationTurn> ConversationTurns => Set<ConversationTurn>();
    public DbSet<ConversationFile> ConversationFiles => Set<ConversationFile>();
    public DbSet<AnswerFeedback> AnswerFeedback => Set<AnswerFeedback>();
    public DbSet<FeedbackDocument> FeedbackDocuments => Set<FeedbackDocument>();
    public DbSet<Mandate> Mandates => Set<Mandate>();
    public DbSet<MandateSource> MandateSources => Set<MandateSource>();
    public DbSet<MandateChange> MandateChanges => Set<MandateChange>();
    public DbSet<MandateEvidence> MandateEvidence => Set<MandateEvidence>();
    public DbSet<SourceOpening> SourceOpenings => Set<SourceOpening>();
    public DbSet<VigilanceAgreement> VigilanceAgreements => Set<VigilanceAgreement>();
    public DbSet<TrainingKind> TrainingKinds => Set<TrainingKind>();
    public DbSet<PlantedError> PlantedErrors => Set<PlantedError>();
    public DbSet<VigilanceCount> VigilanceCounts => Set<VigilanceCount>();
    public DbSet<ClockSettings> ClockSettings => Set<ClockSettings>();
    public DbSet<DeadlineRule> DeadlineRules => Set<DeadlineRule>();
    public DbSet<CaseClock> CaseClocks => Set<CaseClock>();
    public DbSet<CasePause> CasePauses => Set<CasePause>();
    public DbSet<CaseForward> CaseForwards => Set<CaseForward>();
    public DbSet<Job> Jobs => Set<Job>();
    public DbSet<OutboxMessage> OutboxMessages => Set<OutboxMessage>();
    public DbSet<Mailbox> Mailboxes => Set<Mailbox>();
    public DbSet<IncomingMail> IncomingMails => Set<IncomingMail>();
    public DbSet<IncomingMailContent> IncomingMailContents => Set<IncomingMailContent>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        ReadReplies();
        Guard();
        if (NewWords.Of(ChangeTracker).Any)
        {
            throw new InvalidOperationException("Cases are saved with SaveChangesAsync, which keeps the words of their search.");
        }

        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <summary>Saves, and keeps the words by which the cases concerned are found in the same transaction.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ReadReplies();
        Guard();
        var words = NewWords.Of(ChangeTracker);
        if (!words.Any)
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        await using var own = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancellationToken) : null;
        var opened = words.Opened.ToList();
        CaseTexts.AddRange(opened);
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        opened.ForEach(text => Entry(text).State = EntityState.Detached);
        foreach (var (organisation, caseId, added) in words.Added)
        {
            await CaseTexts.Where(row => row.OrganisationId == organisation && row.CaseId == caseId && row.Text.Length < CaseText.Longest)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Text, row => row.Text + " " + added), cancellationToken);
        }

        await (own?.CommitAsync(cancellationToken) ?? Task.CompletedTask);
        return saved;
    }

    /// <summary>Inserts new rows at once, without tracking them; needs an open transaction, and rows of the organisation entered.</summary>
    public Task InsertAsync<T>(IReadOnlyList<T> rows, CancellationToken cancellation)
        where T : class, IBelongsToOrganisation
    {
        foreach (var row in rows)
        {
            RefuseOthers(row);
        }

        return new BulkInsert<T>(this, this.GetService<ISqlGenerationHelper>()).RunAsync(rows, cancellation);
    }

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        base.OnConfiguring(optionsBuilder);
        optionsBuilder.AddInterceptors(SharedRowsGuard.Instance, OffSocketThreads.Instance);
        optionsBuilder.ReplaceService<IModelCacheKeyFactory, ModelOfTheScope>();

        // Counting up to a limit needs no order.
        optionsBuilder.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning));
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(CollegueDb).Assembly);

        foreach (var type in builder.Model.GetEntityTypes().Select(entity => entity.ClrType)
                     .Where(type => type.IsAssignableTo(typeof(IBelongsToOrganisation))).ToList())
        {
            builder.Entity(type).HasQueryFilter(FilterOf(type));
        }
    }

    private LambdaExpression FilterOf(Type type)
    {
        if (type == typeof(Collection))
        {
            return Shared<Collection>(row => scope.Ancestors.Contains(row.OrganisationId) && row.SharedWithChildren);
        }

        if (type == typeof(Document))
        {
            return Shared<Document>(row => scope.Ancestors.Contains(row.OrganisationId) && row.Collection!.SharedWithChildren);
        }

        if (type == typeof(Passage))
        {
            return Shared<Passage>(row => scope.Ancestors.Contains(row.OrganisationId) && row.Document!.Collection!.SharedWithChildren);
        }

        return (LambdaExpression)new Func<LambdaExpression>(Own<Case>).Method.GetGenericMethodDefinition()
            .MakeGenericMethod(type).Invoke(this, null)!;
    }

    private Expression<Func<T, bool>> Own<T>()
        where T : class, IBelongsToOrganisation =>
        OwnOnly ? row => row.OrganisationId == scope.Current : row => scope.IsUnrestricted || row.OrganisationId == scope.Current;

    /// <summary>
    /// Whether the filter needs no way out. Beside "or unrestricted" SQLite uses no index, and all begin with the organisation; so a context
    /// first used for one organisation has a model of its own, which shows nothing if the whole instance is entered later.
    /// </summary>
    private bool OwnOnly => !scope.IsUnrestricted;

    private sealed class ModelOfTheScope : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) => (context.GetType(), (context as CollegueDb)?.OwnOnly, designTime);
    }

    private Expression<Func<T, bool>> Shared<T>(Expression<Func<T, bool>> shared)
        where T : class, IBelongsToOrganisation
    {
        var own = Own<T>();
        var sharedBody = new Substitution(shared.Parameters[0], own.Parameters[0]).Visit(shared.Body);
        return Expression.Lambda<Func<T, bool>>(Expression.OrElse(own.Body, sharedBody), own.Parameters);
    }

    /// <summary>Whatever stores a reply, its sentences can be found again.</summary>
    private void ReadReplies()
    {
        foreach (var reply in ChangeTracker.Entries<Reply>().Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity).ToList())
        {
            if (!ReplySentences.Local.Any(row => row.ReplyId == reply.Id))
            {
                ReplySentences.AddRange(ReplySentence.Of(reply));
            }
        }
    }

    private void Guard()
    {
        foreach (var entry in ChangeTracker.Entries<IBelongsToOrganisation>()
                     .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            RefuseOthers(entry.Entity);
            if (entry is { Entity: AuditEntry or MandateChange, State: not EntityState.Added })
            {
                throw new InvalidOperationException("The audit trail and the history of mandates are append-only.");
            }
        }
    }

    private void RefuseOthers(IBelongsToOrganisation row)
    {
        if (!scope.IsUnrestricted && (scope.Current == Guid.Empty || row.OrganisationId != scope.Current))
        {
            throw new InvalidOperationException($"A {row.GetType().Name} of another organisation cannot be written here.");
        }
    }

    private sealed class Substitution(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
