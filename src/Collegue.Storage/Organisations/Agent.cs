using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Organisations;

/// <summary>A human civil servant who signs in. The machine is never an agent.</summary>
public sealed class Agent : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }

    /// <summary>Created from <c>demo/</c>; may sign in only while demo mode is on.</summary>
    public bool IsDemo { get; set; }
}

internal sealed class AgentMapping : IEntityTypeConfiguration<Agent>
{
    public void Configure(EntityTypeBuilder<Agent> builder)
    {
        builder.ToTable("agents");
        builder.Property(row => row.DisplayName).HasMaxLength(200);
    }
}
