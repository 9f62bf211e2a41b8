using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Mail;

/// <summary>A mailbox that citizens write to, read over IMAP by one process at a time.</summary>
public sealed class Mailbox : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>The address citizens write to; unique in the organisation.</summary>
    public required string Address { get; set; }

    public required string Host { get; set; }
    public required int Port { get; set; }
    public required MailSecurity Security { get; set; }
    public required string UserName { get; set; }

    /// <summary>Encrypted with the keys of the instance, for this mailbox only.</summary>
    public required string ProtectedPassword { get; set; }

    public required string Folder { get; set; }

    /// <summary>Where what was read is moved; null to mark it as seen and leave it.</summary>
    public string? MoveTo { get; set; }

    /// <summary>Who handles the cases that come in here; null to let triage decide.</summary>
    public Guid? DepartmentId { get; set; }

    /// <summary>Each letter sent is copied here, which proves that the mail server took it.</summary>
    public bool KeepsCopies { get; set; }

    public required bool Enabled { get; set; }

    /// <summary>What arrived before is left alone; null to read everything.</summary>
    public DateTimeOffset? ReadSince { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Raised on every change by an administrator: whoever reads the mailbox connects again.</summary>
    public int Revision { get; set; }

    /// <summary>Which numbering <see cref="LastUid"/> belongs to.</summary>
    public long UidValidity { get; set; }

    /// <summary>Everything up to this one is stored.</summary>
    public long LastUid { get; set; }

    public Guid? LeaseHolder { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Since when it has been readable without a break; null while it is not.</summary>
    public DateTimeOffset? ConnectedAt { get; set; }

    /// <summary>When the server last said what was new.</summary>
    public DateTimeOffset? LastSeenAt { get; set; }

    /// <summary>A code the screens word, never what the server said.</summary>
    public string? LastError { get; set; }

    public DateTimeOffset? LastErrorAt { get; set; }
}

public enum MailSecurity
{
    /// <summary>Encrypted from the first byte, as on port 993.</summary>
    Tls,

    /// <summary>Encrypted on request, as on port 143; refused when the server does not offer it.</summary>
    StartTls,

    /// <summary>In the clear: for a server on the same machine.</summary>
    None,
}

internal sealed class MailboxMapping : IEntityTypeConfiguration<Mailbox>
{
    public void Configure(EntityTypeBuilder<Mailbox> builder)
    {
        builder.ToTable("mailboxes");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.Address }).IsUnique();
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.HasOne<Department>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.DepartmentId })
            .OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Address).HasMaxLength(320);
        builder.Property(row => row.Host).HasMaxLength(253);
        builder.Property(row => row.UserName).HasMaxLength(320);
        builder.Property(row => row.Folder).HasMaxLength(200);
        builder.Property(row => row.MoveTo).HasMaxLength(200);
        builder.Property(row => row.LastError).HasMaxLength(100);
    }
}
