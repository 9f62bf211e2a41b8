using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Knowledge;

/// <summary>Gives the whole numbers of collections and documents, for the contracts whose ids are numbers.</summary>
public sealed class NumberSequence
{
    public const string Collections = "collections";
    public const string Documents = "documents";

    public required string Name { get; init; }

    /// <summary>The last number given.</summary>
    public long Last { get; set; }
}

/// <summary>Takes numbers in the transaction that stores what they name: a number given is never given again.</summary>
public static class NumberSequences
{
    /// <summary>The first of <paramref name="count"/> numbers that nothing else has. Needs an open transaction.</summary>
    public static async Task<long> TakeAsync(this CollegueDb db, string sequence, int count, CancellationToken cancellation)
    {
        await db.NumberSequences.Where(row => row.Name == sequence)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Last, row => row.Last + count), cancellation);
        return await db.NumberSequences.AsNoTracking().Where(row => row.Name == sequence).Select(row => row.Last).SingleAsync(cancellation)
               - count + 1;
    }
}

internal sealed class NumberSequenceMapping : IEntityTypeConfiguration<NumberSequence>
{
    public void Configure(EntityTypeBuilder<NumberSequence> builder)
    {
        builder.ToTable("number_sequences");
        builder.HasKey(row => row.Name);
        builder.Property(row => row.Name).HasMaxLength(32);
        builder.HasData(new NumberSequence { Name = NumberSequence.Collections }, new NumberSequence { Name = NumberSequence.Documents });
    }
}
