using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Mail;

/// <summary>One mail of a mailbox, stored before anything is decided about it; it ends as one case, one message or one rejection.</summary>
public sealed class IncomingMail : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }

    /// <summary>Random: also the submission of the case, or the message, it becomes.</summary>
    public required Guid Id { get; init; }

    public required Guid MailboxId { get; init; }
    public required long UidValidity { get; init; }
    public required long Uid { get; init; }

    /// <summary>Of the bytes as received.</summary>
    public required string Sha256 { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Times a decision was begun: a mail that ends the process is not read for ever.</summary>
    public int Attempts { get; set; }

    public MailOutcome Outcome { get; set; }

    /// <summary>Why it was rejected, as a code the screens word.</summary>
    public string? Reason { get; set; }

    public string? Sender { get; set; }
    public string? Subject { get; set; }
    public string? MessageId { get; set; }
    public string? MessageIdHash { get; set; }

    /// <summary>Of sender, date, subject, text and files: unique among the accepted, whatever mailbox they came to.</summary>
    public string? ContentKey { get; set; }

    /// <summary>The case it opened or was added to.</summary>
    public Guid? CaseId { get; set; }

    /// <summary>Another case it is about, which it was kept out of, or that of the letter it reports on.</summary>
    public Guid? LinkedCaseId { get; set; }

    /// <summary>The address differs from the citizen's, although it answers a letter written to the citizen.</summary>
    public bool FromAnotherAddress { get; set; }

    /// <summary>Files that were not kept: a line each, with the code of the reason after a tab.</summary>
    public string? RefusedFiles { get; set; }

    /// <summary>When the server was told that it is read.</summary>
    public DateTimeOffset? FiledAt { get; set; }

    public IncomingMailContent? Content { get; init; }
}

public enum MailOutcome
{
    /// <summary>On disk, not decided.</summary>
    Pending,

    NewCase,
    AddedToCase,
    Rejected,
}

/// <summary>What lists never load.</summary>
public sealed class IncomingMailContent : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid MailId { get; init; }

    /// <summary>As received; kept while undecided and for what was rejected.</summary>
    public byte[]? Bytes { get; set; }

    /// <summary>The whole text, with what was cut before triage; null when nothing was.</summary>
    public string? Text { get; set; }
}

internal sealed class IncomingMailMapping : IEntityTypeConfiguration<IncomingMail>, IEntityTypeConfiguration<IncomingMailContent>
{
    public void Configure(EntityTypeBuilder<IncomingMail> builder)
    {
        builder.ToTable("incoming_mails");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.MailboxId, row.UidValidity, row.Uid }).IsUnique();
        builder.HasIndex(row => new { row.OrganisationId, row.ContentKey }).IsUnique();
        builder.HasIndex(row => new { row.OrganisationId, row.MailboxId, row.Sha256 });
        builder.HasIndex(row => new { row.OrganisationId, row.MessageIdHash });
        builder.HasIndex(row => new { row.OrganisationId, row.Sender, row.ReceivedAt });
        builder.HasIndex(row => new { row.OrganisationId, row.Outcome, row.ReceivedAt });
        builder.HasIndex(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne(row => row.Content).WithOne().HasForeignKey<IncomingMailContent>(row => new { row.OrganisationId, row.MailId });
        builder.Property(row => row.Sha256).HasMaxLength(64);
        builder.Property(row => row.Reason).HasMaxLength(64);
        builder.Property(row => row.Sender).HasMaxLength(320);
        builder.Property(row => row.Subject).HasMaxLength(300);
        builder.Property(row => row.MessageId).HasMaxLength(998);
        builder.Property(row => row.MessageIdHash).HasMaxLength(64);
        builder.Property(row => row.ContentKey).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<IncomingMailContent> builder)
    {
        builder.ToTable("incoming_mail_contents");
        builder.HasKey(row => new { row.OrganisationId, row.MailId });
    }
}
