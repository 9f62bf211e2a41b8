using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Cases;

/// <summary>Somebody who asks on behalf of the citizen of a case; at most one a case.</summary>
public sealed class CaseProxy : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid CaseId { get; init; }
    public required string Name { get; init; }
    public required ProxyQuality Quality { get; init; }
    public required ProxyConsent Consent { get; init; }

    /// <summary>The association, the France Services house…; null when none was named.</summary>
    public string? Structure { get; init; }
}

/// <summary>In what quality somebody asks for another.</summary>
public enum ProxyQuality
{
    Relative,
    AidantsConnect,
    FranceServices,
    Association,
    SocialWorker,
    Other,
}

/// <summary>What shows that the citizen agrees.</summary>
public enum ProxyConsent
{
    /// <summary>Nothing was shown or said: the reply must hold nothing personal.</summary>
    None,

    /// <summary>The citizen said so, present or by telephone.</summary>
    Said,

    /// <summary>A written mandate was seen.</summary>
    Mandate,
}

internal sealed class CaseProxyMapping : IEntityTypeConfiguration<CaseProxy>
{
    public void Configure(EntityTypeBuilder<CaseProxy> builder)
    {
        builder.ToTable("case_proxies");
        builder.HasKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Case>().WithOne().HasForeignKey<CaseProxy>(row => new { row.OrganisationId, row.CaseId });
        builder.Property(row => row.Name).HasMaxLength(120);
        builder.Property(row => row.Structure).HasMaxLength(120);
    }
}
