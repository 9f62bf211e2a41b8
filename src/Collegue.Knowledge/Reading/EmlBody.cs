using MimeKit;

namespace Collegue.Knowledge.Reading;

/// <summary>The words of a message: its page when it has one with tables and headings, its plain text otherwise.</summary>
internal static class EmlBody
{
    public static IReadOnlyList<Block> Read(MimeMessage message)
    {
        var plain = message.TextBody is { Length: > 0 } text ? Plain(text) : [];
        var page = message.HtmlBody is { Length: > 0 } html ? Page(html) : [];
        // Senders of newsletters often put one line of excuse in the plain text.
        return Letters(plain) * 2 >= Letters(page) ? plain : page;
    }

    private static IReadOnlyList<Block> Plain(string text)
    {
        ReadingBounds.Add(0, text.Length);
        return PlainTextReader.Read(MessageQuotes.Without(text.ReplaceLineEndings("\n"))) is FileReading.Text read
            ? [.. read.Blocks.Select(AsParagraph)]
            : [];
    }

    private static IReadOnlyList<Block> Page(string html) =>
        HtmlReader.Read(html, MessageQuotes.IsQuote) is FileReading.Text read ? [.. read.Blocks.Select(Lower)] : [];

    /// <summary>A first line standing alone is a greeting, not a title: the subject is.</summary>
    private static Block AsParagraph(Block block) => block is Block.Heading heading ? new Block.Paragraph(heading.Title) : block;

    private static Block Lower(Block block) => block is Block.Heading heading ? heading with { Level = heading.Level + 1 } : block;

    private static long Letters(IReadOnlyList<Block> blocks) => blocks.Sum(block => (long)block.Text.Length);
}
