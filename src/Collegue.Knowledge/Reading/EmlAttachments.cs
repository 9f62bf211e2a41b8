using MimeKit;

namespace Collegue.Knowledge.Reading;

/// <summary>Names each attached file, and reads those of a known format within bounds of number and size.</summary>
internal sealed class EmlAttachments(Func<byte[], string, FileReading> read, CancellationToken cancellation)
{
    private const int MostNamed = 200;
    private const int MostRead = 20;
    private const int LargestInAll = 50 * 1024 * 1024;
    private int left = MostRead;
    private long room = LargestInAll;

    /// <summary>First the names of those that are not read: after a file that is, they would seem to belong to it.</summary>
    public IEnumerable<Block> Read(MimeMessage message) =>
        message.BodyParts.Where(IsAttached).Take(MostNamed).Select(Read).OrderBy(blocks => blocks.Count > 1).SelectMany(blocks => blocks);

    /// <summary>Some programs put a PDF in the flow of the text; pictures there are part of it.</summary>
    private static bool IsAttached(MimeEntity part) =>
        part.IsAttachment || part is MessagePart || (part is MimePart { FileName.Length: > 0 } and not TextPart && FileFormats.Of(Path.GetExtension(Name(part))) is not null);

    private IReadOnlyList<Block> Read(MimeEntity entity)
    {
        cancellation.ThrowIfCancellationRequested();
        var name = Name(entity);
        if (FileFormats.Of(Path.GetExtension(name)) is null)
            return [new Block.Paragraph(ReadingTexts.Attached(name))];
        return Open(entity, Path.GetExtension(name)) switch
        {
            FileReading.Text text => [new Block.Heading(2, ReadingTexts.Attached(name)), .. text.Blocks.Select(Lower)],
            FileReading.Refused refused => [new Block.Paragraph(ReadingTexts.AttachedNotRead(name, refused.Reason))],
            FileReading.Pictures pictures => [new Block.Paragraph(ReadingTexts.AttachedNotRead(name, pictures.Reason))],
            _ => throw new InvalidOperationException(),
        };
    }

    private FileReading Open(MimeEntity entity, string extension)
    {
        if (left-- <= 0)
            return new FileReading.Refused(ReadingTexts.TooManyAttached(MostRead));
        using var content = new MemoryStream();
        using (var bounded = new MimeKit.IO.BoundStream(content, 0, room, leaveOpen: true))
        {
            try
            {
                if (entity is MessagePart inner)
                    inner.Message?.WriteTo(bounded, cancellation);
                else
                    (entity as MimePart)?.Content?.DecodeTo(bounded, cancellation);
            }
            catch (IOException)
            {
                return new FileReading.Refused(ReadingTexts.TooLarge(LargestInAll));
            }
        }
        room -= content.Length;
        return read(content.ToArray(), extension);
    }

    private static string Name(MimeEntity entity)
    {
        if (entity is MessagePart message)
            return Named(message.Message?.Subject, "message") + ".eml";
        return Named(Path.GetFileName((entity as MimePart)?.FileName?.Replace('\\', '/')), "sans nom");
    }

    private static string Named(string? raw, string otherwise) => Spacing.Line(raw) is { Length: > 0 } name ? name[..Math.Min(name.Length, 200)] : otherwise;

    private static Block Lower(Block block) => block is Block.Heading heading ? heading with { Level = heading.Level + 2 } : block;
}
