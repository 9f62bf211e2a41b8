using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Conversations;

/// <summary>
/// What one agent asks the assistant about one thing. It is the agent's own: every query names the agent beside the organisation,
/// which the filter of <see cref="CollegueDb"/> alone does not do.
/// </summary>
public sealed class Conversation : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid AgentId { get; init; }

    /// <summary>First words of the first question; null as long as there is none.</summary>
    public string? Title { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When something was last asked or attached: what is kept too long is counted from here.</summary>
    public required DateTimeOffset LastAt { get; set; }

    /// <summary>How many questions were asked; raised before a turn is added, so that two at once never share a place.</summary>
    public int Turns { get; set; }

    /// <summary>Only documents of this theme are read; null for all.</summary>
    public string? Theme { get; set; }

    /// <summary>Ids of the only collections read, separated by commas; null for all that the agent may read.</summary>
    public string? Collections { get; set; }
}

internal sealed class ConversationMapping : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.ToTable("conversations");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.AgentId, row.LastAt });
        builder.HasIndex(row => new { row.OrganisationId, row.LastAt });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId);
        builder.Property(row => row.Title).HasMaxLength(200);
        builder.Property(row => row.Theme).HasMaxLength(200);
    }
}
