using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Drafts;

/// <summary>
/// Where a sentence of a sent reply is, and marks to find it again, word for word or lightly edited; no text, so that nothing
/// survives the reply. Stored with the reply, whatever stores it.
/// </summary>
public sealed class ReplySentence : IBelongsToOrganisation
{
    private const int FewestWords = 3;

    public required Guid OrganisationId { get; init; }
    public required Guid ReplyId { get; init; }
    public required int Position { get; init; }

    /// <summary>In the text of the reply, in UTF-16 code units.</summary>
    public required int Start { get; init; }
    public required int Length { get; init; }

    /// <summary>See <see cref="SentenceWording.Fingerprint"/> and <see cref="SentenceWording.Bands"/>.</summary>
    public required long Fingerprint { get; init; }
    public required long Band1 { get; init; }
    public required long Band2 { get; init; }
    public required long Band3 { get; init; }
    public required long Band4 { get; init; }
    public required long Band5 { get; init; }
    public required long Band6 { get; init; }

    /// <summary>At least one row, so that a reply is known to have been read.</summary>
    public static IReadOnlyList<ReplySentence> Of(Reply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var rows = SentenceCuts.Of(reply.Text)
            .Select(cut => (Cut: cut, Wording: SentenceWording.Read(reply.Text.Substring(cut.Start, cut.Length))))
            .Where(read => read.Wording.Words.Count >= FewestWords)
            .Select((read, position) => Row(reply, position, read.Cut, read.Wording.Fingerprint, read.Wording.Bands)).ToList();
        return rows.Count > 0 ? rows : [Row(reply, 0, new SentenceCut(0, 0), 0, new long[SentenceWording.BandCount])];
    }

    private static ReplySentence Row(Reply reply, int position, SentenceCut cut, long fingerprint, IReadOnlyList<long> bands) => new()
    {
        OrganisationId = reply.OrganisationId,
        ReplyId = reply.Id,
        Position = position,
        Start = cut.Start,
        Length = cut.Length,
        Fingerprint = fingerprint,
        Band1 = bands[0],
        Band2 = bands[1],
        Band3 = bands[2],
        Band4 = bands[3],
        Band5 = bands[4],
        Band6 = bands[5],
    };
}

internal sealed class ReplySentenceMapping : IEntityTypeConfiguration<ReplySentence>
{
    public void Configure(EntityTypeBuilder<ReplySentence> builder)
    {
        builder.ToTable("reply_sentences");
        builder.HasKey(row => new { row.OrganisationId, row.ReplyId, row.Position });
        builder.HasIndex(row => new { row.OrganisationId, row.Fingerprint });
        builder.HasIndex(row => new { row.OrganisationId, row.Band1 });
        builder.HasIndex(row => new { row.OrganisationId, row.Band2 });
        builder.HasIndex(row => new { row.OrganisationId, row.Band3 });
        builder.HasIndex(row => new { row.OrganisationId, row.Band4 });
        builder.HasIndex(row => new { row.OrganisationId, row.Band5 });
        builder.HasIndex(row => new { row.OrganisationId, row.Band6 });
        builder.HasOne<Reply>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.ReplyId });
    }
}
