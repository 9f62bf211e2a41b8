using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Cases;

/// <summary>What a citizen wrote. Replies are <see cref="Drafts.Reply"/> rows.</summary>
public sealed class Message : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required string Body { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public List<Attachment> Attachments { get; } = [];
}

internal sealed class MessageMapping : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("messages");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.CaseId, row.ReceivedAt });
        builder.HasOne<Case>().WithMany(row => row.Messages).HasForeignKey(row => new { row.OrganisationId, row.CaseId });
    }
}
