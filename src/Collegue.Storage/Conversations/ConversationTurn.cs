using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Conversations;

/// <summary>One question of a conversation and what became of it. Stored before it is answered, so that no question is lost.</summary>
public sealed class ConversationTurn : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid ConversationId { get; init; }

    /// <summary>1, 2, 3… in the order asked.</summary>
    public required int Position { get; init; }

    public required string Question { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public TurnState State { get; set; }

    /// <summary>Status of the answer as in the contracts: <c>no_source</c>; null without a whole answer.</summary>
    public string? Status { get; set; }

    /// <summary>What made the sentences: <c>extractive</c> or <c>generative</c>.</summary>
    public string? Engine { get; set; }

    /// <summary>The name an administrator gave the model; null without one.</summary>
    public string? Model { get; set; }

    /// <summary>SHA-256 of the prompt file, in hexadecimal.</summary>
    public string? PromptHash { get; set; }

    /// <summary>The answer with its sentences and citations, as JSON; what was shown when it was stopped.</summary>
    public string? Answer { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }
    public DateTimeOffset? StoppedAt { get; set; }
}

public enum TurnState
{
    /// <summary>Being answered; for longer than an answer may take, the program was killed meanwhile.</summary>
    Asked,

    Answered,

    /// <summary>By the agent, who pressed stop or left.</summary>
    Stopped,

    /// <summary>It took longer than an answer may.</summary>
    TimedOut,

    Failed,
}

internal sealed class ConversationTurnMapping : IEntityTypeConfiguration<ConversationTurn>
{
    public void Configure(EntityTypeBuilder<ConversationTurn> builder)
    {
        builder.ToTable("conversation_turns");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.ConversationId, row.Position }).IsUnique();
        builder.HasOne<Conversation>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.ConversationId });
        builder.Property(row => row.Status).HasMaxLength(32);
        builder.Property(row => row.Engine).HasMaxLength(32);
        builder.Property(row => row.Model).HasMaxLength(200);
        builder.Property(row => row.PromptHash).HasMaxLength(64);
    }
}
