using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Models;

/// <summary>A server of language models that speaks the protocol of OpenAI, as an administrator declared it.</summary>
public sealed class ModelServer : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required string Name { get; set; }

    /// <summary>Where <c>/chat/completions</c> is, without it: <c>https://…/v1</c>.</summary>
    public required string BaseAddress { get; set; }

    /// <summary>Encrypted with the keys of the instance; null when the server asks for none.</summary>
    public string? ProtectedKey { get; set; }

    public required InferencePlace Place { get; set; }
    public required DataAllowance MayReceive { get; set; }
    public required int FirstTokenSeconds { get; set; }
    public required int TotalSeconds { get; set; }
    public required bool Enabled { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    public List<LanguageModel> Models { get; } = [];
}

/// <summary>Where what is sent is computed.</summary>
public enum InferencePlace
{
    OnPremises,
    France,
    EuropeanUnion,
    Elsewhere,
}

/// <summary>The most that a server may be sent.</summary>
public enum DataAllowance
{
    /// <summary>Published sources, and questions in which no personal data is found.</summary>
    PublicTextsOnly,

    /// <summary>Everything, once personal data was replaced by placeholders.</summary>
    MaskedPersonalData,

    PersonalData,
}

internal sealed class ModelServerMapping : IEntityTypeConfiguration<ModelServer>
{
    public void Configure(EntityTypeBuilder<ModelServer> builder)
    {
        builder.ToTable("model_servers");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.Name }).IsUnique();
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.Property(row => row.Name).HasMaxLength(100);
        builder.Property(row => row.BaseAddress).HasMaxLength(500);
    }
}
