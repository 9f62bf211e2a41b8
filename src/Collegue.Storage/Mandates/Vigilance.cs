using Collegue.Storage.Drafts;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Mandates;

/// <summary>The agreement under which errors may be planted in drafts. Nothing is planted without it.</summary>
public sealed class VigilanceAgreement : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public bool Enabled { get; set; }

    /// <summary>Day and reference of the agreement of the works council.</summary>
    public DateOnly AgreedOn { get; set; }
    public required string Reference { get; set; }

    /// <summary>Day the agents were told.</summary>
    public DateOnly ToldOn { get; set; }

    /// <summary>Of a hundred drafts of the kinds in training mode, how many carry an error.</summary>
    public int SharePercent { get; set; }

    public int Revision { get; set; }
}

/// <summary>A kind of task in training mode.</summary>
public sealed class TrainingKind : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required string Task { get; init; }
}

/// <summary>
/// An error shown in a draft, which the stored draft does not hold. It says nothing of who saw it or not: that is only counted.
/// </summary>
public sealed class PlantedError : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid DraftId { get; init; }
    public required Guid CaseId { get; init; }
    public required ErrorKind Kind { get; init; }

    /// <summary>The sentence as the colleague wrote it, and as it is shown.</summary>
    public required string Truth { get; init; }
    public required string Planted { get; init; }

    /// <summary>The wrong words; those left out for a missing condition.</summary>
    public required string Wrong { get; init; }

    /// <summary>The exercise is over: the right sentence is shown again.</summary>
    public bool Over { get; set; }
}

/// <summary>The closed catalogue.</summary>
public enum ErrorKind
{
    WrongAmount,
    WrongDate,
    MissingCondition,
    WrongService,
    InventedContact,
}

/// <summary>How many planted errors of a month were seen or not in a department.</summary>
public sealed class VigilanceCount : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }

    /// <summary>Its first day.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>Empty for cases of no department.</summary>
    public required Guid DepartmentId { get; init; }

    public required ErrorKind Kind { get; init; }
    public int Caught { get; set; }
    public int Missed { get; set; }
}

internal sealed class VigilanceMapping : IEntityTypeConfiguration<VigilanceAgreement>, IEntityTypeConfiguration<TrainingKind>,
    IEntityTypeConfiguration<PlantedError>, IEntityTypeConfiguration<VigilanceCount>
{
    public void Configure(EntityTypeBuilder<VigilanceAgreement> builder)
    {
        builder.ToTable("vigilance_agreements");
        builder.HasKey(row => row.OrganisationId);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.Property(row => row.Reference).HasMaxLength(200);
        builder.Property(row => row.Revision).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<TrainingKind> builder)
    {
        builder.ToTable("training_kinds");
        builder.HasKey(row => new { row.OrganisationId, row.Task });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.Property(row => row.Task).HasMaxLength(MandateMapping.TaskLength);
    }

    public void Configure(EntityTypeBuilder<PlantedError> builder)
    {
        builder.ToTable("planted_errors");
        builder.HasKey(row => new { row.OrganisationId, row.DraftId });
        builder.HasIndex(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Draft>().WithOne().HasForeignKey<PlantedError>(row => new { row.OrganisationId, row.DraftId });
    }

    public void Configure(EntityTypeBuilder<VigilanceCount> builder)
    {
        builder.ToTable("vigilance_counts");
        builder.HasKey(row => new { row.OrganisationId, row.Month, row.DepartmentId, row.Kind });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
    }
}
