using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Jobs;

/// <summary>
/// A letter to a citizen about a case, or to the owner of content, stored with what caused it and delivered by a job of kind
/// <c>deliver</c>.
/// </summary>
public sealed class OutboxMessage : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public Guid? CaseId { get; init; }

    /// <summary>Names what a letter tells its reader once only; null when each letter is its own.</summary>
    public string? Reason { get; init; }

    public required string Recipient { get; init; }
    public required string Subject { get; init; }
    public required string Body { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What other machines are told of it.</summary>
    public LetterKind Kind { get; init; }

    /// <summary>Tries that failed for a time.</summary>
    public int Tries { get; set; }

    /// <summary>Set before the letter is handed over, removed when it certainly was not: with nothing else, what became of it is not known.</summary>
    public DateTimeOffset? HandedAt { get; set; }

    /// <summary>When the mail server took it.</summary>
    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>When a mail server said that it could not be delivered after all.</summary>
    public DateTimeOffset? BouncedAt { get; set; }

    /// <summary>When it was given up.</summary>
    public DateTimeOffset? FailedAt { get; set; }

    /// <summary>What the mail server said last, or a code: <c>unreachable</c>, <c>uncertain</c>, <c>address</c>.</summary>
    public string? Failure { get; set; }

    /// <summary>The letter an agent had sent in its place.</summary>
    public Guid? SentAgainAs { get; set; }

    public LetterState State =>
        BouncedAt is not null ? LetterState.Bounced
        : DeliveredAt is not null ? LetterState.Accepted
        : FailedAt is not null ? LetterState.Failed
        : HandedAt is not null ? LetterState.HandingOver
        : LetterState.Waiting;
}

public enum LetterKind
{
    /// <summary>Written by the program of its own.</summary>
    Notice,

    /// <summary>Written by the program in answer to a mail.</summary>
    AutomaticReply,

    /// <summary>Sent by a human.</summary>
    Reply,
}

public enum LetterState
{
    Waiting,
    HandingOver,
    Accepted,
    Bounced,
    Failed,
}

internal sealed class OutboxMessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox_messages");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.Reason }).IsUnique();
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
        builder.Property(row => row.Reason).HasMaxLength(200);
        builder.Property(row => row.Recipient).HasMaxLength(320);
        builder.Property(row => row.Subject).HasMaxLength(300);
        builder.Property(row => row.Kind).HasDefaultValue(LetterKind.Notice);
        builder.Property(row => row.Failure).HasMaxLength(500);
        builder.Ignore(row => row.State);
    }
}
