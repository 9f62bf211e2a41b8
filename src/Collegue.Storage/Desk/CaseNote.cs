using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Desk;

/// <summary>What an agent tells colleagues about a case. No screen or letter of a citizen reads this table.</summary>
public sealed class CaseNote : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required Guid AgentId { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }
    public List<CaseMention> Mentions { get; } = [];
}

/// <summary>An agent called to a note; gone from their desk once they said they read it.</summary>
public sealed class CaseMention : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid NoteId { get; init; }
    public required Guid AgentId { get; init; }
    public DateTimeOffset? ReadAt { get; set; }
}

internal sealed class CaseNoteMapping : IEntityTypeConfiguration<CaseNote>, IEntityTypeConfiguration<CaseMention>
{
    public void Configure(EntityTypeBuilder<CaseNote> builder)
    {
        builder.ToTable("case_notes");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.CaseId, row.WrittenAt });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<CaseMention> builder)
    {
        builder.ToTable("case_mentions");
        builder.HasKey(row => new { row.OrganisationId, row.NoteId, row.AgentId });
        builder.HasIndex(row => new { row.OrganisationId, row.AgentId, row.ReadAt });
        builder.HasOne<CaseNote>().WithMany(row => row.Mentions).HasForeignKey(row => new { row.OrganisationId, row.NoteId });
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
    }
}
