using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Conversations;

/// <summary>
/// A file joined to one conversation: its words are read with the questions of that conversation and nowhere else. Only the words
/// are kept; they leave with the conversation.
/// </summary>
public sealed class ConversationFile : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid ConversationId { get; init; }
    public required string Name { get; init; }

    /// <summary>Of the file, in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>What could be read; null when nothing could.</summary>
    public string? Text { get; init; }

    /// <summary>Why it could not be read, in the words of the reader; null when it was.</summary>
    public string? Problem { get; init; }

    public required DateTimeOffset AddedAt { get; init; }
}

internal sealed class ConversationFileMapping : IEntityTypeConfiguration<ConversationFile>
{
    public void Configure(EntityTypeBuilder<ConversationFile> builder)
    {
        builder.ToTable("conversation_files");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.ConversationId });
        builder.HasOne<Conversation>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.ConversationId });
        builder.Property(row => row.Name).HasMaxLength(300);
    }
}
