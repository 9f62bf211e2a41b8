using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Drafts;

/// <summary>A reply prepared by the colleague (projet de réponse). Sent by an agent, or by itself where a mandate says so.</summary>
public sealed class Draft : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }

    /// <summary>The newest message the draft answers: a later message makes it stale.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>What produced the sentences, as <c>extractive</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>The name of the model that wrote; null when none was used.</summary>
    public string? Model { get; init; }

    /// <summary>Name and version of the prompt it was given, as <c>answer/1</c>, and the SHA-256 of its file.</summary>
    public string? Prompt { get; init; }
    public string? PromptHash { get; init; }

    /// <summary>Outcome of answering, as in <c>ask --json</c>: <c>answered</c>, <c>no_source</c>…</summary>
    public required string Status { get; init; }

    /// <summary>The whole letter as the colleague wrote it.</summary>
    public required string Text { get; init; }

    public DraftState State { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What an agent made of it so far; null while untouched.</summary>
    public string? EditedText { get; set; }
    public Guid? EditedByAgentId { get; set; }
    public DateTimeOffset? EditedAt { get; set; }

    public List<DraftSentence> Sentences { get; } = [];
}

public enum DraftState
{
    Ready,

    /// <summary>A message arrived after it was written: cannot be sent unseen.</summary>
    Stale,

    Rejected,
    Sent,

    /// <summary>Made in silence, to be compared with what an agent sends: never shown, never sent.</summary>
    Observed,
}

internal sealed class DraftMapping : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.ToTable("drafts");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.MessageId }).IsUnique();
        builder.HasIndex(row => new { row.OrganisationId, row.CaseId, row.CreatedAt });
        builder.HasIndex(row => new { row.OrganisationId, row.State });
        builder.HasIndex(row => new { row.OrganisationId, row.PromptHash });
        builder.HasIndex(row => new { row.OrganisationId, row.Model });
        builder.Property(row => row.Model).HasMaxLength(100);
        builder.Property(row => row.Prompt).HasMaxLength(64);
        builder.Property(row => row.PromptHash).HasMaxLength(64);
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Message>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.MessageId });
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.EditedByAgentId).OnDelete(DeleteBehavior.Restrict);
    }
}
