using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Models;

/// <summary>One model of a server, with what an administration must know before it uses it.</summary>
public sealed class LanguageModel : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid ServerId { get; init; }

    /// <summary>What the server calls it.</summary>
    public required string Name { get; set; }

    public required string ShownName { get; set; }
    public string? Licence { get; set; }

    /// <summary>What it is asked for.</summary>
    public ModelKind Kind { get; set; }

    /// <summary>Price of a million tokens read, in millionths of a euro.</summary>
    public long InputMicros { get; set; }

    /// <summary>Price of a million tokens written, in millionths of a euro.</summary>
    public long OutputMicros { get; set; }

    /// <summary>Price of a call whatever its length, in millionths of a euro.</summary>
    public long CallMicros { get; set; }

    public double? WattHoursPerThousandTokens { get; set; }

    /// <summary>Who says so; an estimate without a source is not kept.</summary>
    public string? EnergySource { get; set; }

    public required int ContextTokens { get; set; }
    public required bool Enabled { get; set; }

    /// <summary>When it was last tried by hand; null when it never was.</summary>
    public DateTimeOffset? TriedAt { get; set; }
    public ModelOutcome? TriedOutcome { get; set; }
    public int? TriedMilliseconds { get; set; }

    public ModelServer? Server { get; init; }
}

/// <summary>What a model does.</summary>
public enum ModelKind
{
    TextGeneration,
    Embeddings,
    Rerank,
    Transcription,
    Ocr,
}

internal sealed class LanguageModelMapping : IEntityTypeConfiguration<LanguageModel>
{
    public void Configure(EntityTypeBuilder<LanguageModel> builder)
    {
        builder.ToTable("language_models");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.ShownName }).IsUnique();
        builder.HasOne(row => row.Server).WithMany(row => row.Models).HasForeignKey(row => new { row.OrganisationId, row.ServerId });
        builder.Property(row => row.Kind).HasDefaultValue(ModelKind.TextGeneration);
        builder.Property(row => row.Name).HasMaxLength(200);
        builder.Property(row => row.ShownName).HasMaxLength(100);
        builder.Property(row => row.Licence).HasMaxLength(200);
        builder.Property(row => row.EnergySource).HasMaxLength(500);
    }
}
