using System.Text;
using Collegue.Knowledge.Reading;

namespace Collegue.Knowledge.Sources.Site;

/// <summary>What a server sent: a page, a file to be read as any other, or something that holds no text.</summary>
internal abstract record SiteRead
{
    private SiteRead()
    {
    }

    public sealed record Page(SitePage Value) : SiteRead;

    public sealed record File(FileReading Value) : SiteRead;

    public sealed record Ignored : SiteRead;
}

/// <summary>Reads it within bounds of time, by the type the server announces, or by the address when it announces none.</summary>
internal sealed class SiteReader(BoundedReading reading)
{
    private static readonly Dictionary<string, string> Extensions = new(StringComparer.Ordinal)
    {
        ["application/pdf"] = ".pdf",
        ["application/x-pdf"] = ".pdf",
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = ".docx",
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = ".xlsx",
        ["application/vnd.oasis.opendocument.text"] = ".odt",
        ["text/csv"] = ".csv",
        ["text/markdown"] = ".md",
    };

    private static readonly HashSet<string> Vague = new(StringComparer.Ordinal)
    {
        "", "application/octet-stream", "binary/octet-stream", "application/force-download", "application/download", "text/plain", "application/zip",
    };

    private static readonly HashSet<string> Files = new(StringComparer.OrdinalIgnoreCase) { ".pdf", ".docx", ".xlsx", ".odt", ".csv", ".txt", ".md" };

    public async Task<SiteRead> ReadAsync(Uri address, SiteAnswer.Content content, CancellationToken cancellation)
    {
        if (IsPage(content))
            return await PageAsync(address, content, cancellation).ConfigureAwait(false);
        var named = Path.GetExtension(address.AbsolutePath);
        var extension = Extensions.GetValueOrDefault(content.MediaType) ?? (Vague.Contains(content.MediaType) && Files.Contains(named) ? named : null);
        return extension is null
            ? new SiteRead.Ignored()
            : new SiteRead.File(await reading.ReadAsync(content.Body, extension, cancellation).ConfigureAwait(false));
    }

    private static bool IsPage(SiteAnswer.Content content) =>
        content.MediaType is "text/html" or "application/xhtml+xml"
        || (content.MediaType.Length == 0 && Encoding.Latin1.GetString(content.Body, 0, Math.Min(content.Body.Length, 512)).Contains("<html", StringComparison.OrdinalIgnoreCase));

    private static async Task<SiteRead> PageAsync(Uri address, SiteAnswer.Content content, CancellationToken cancellation) =>
        await BoundedTime.RunAsync<SiteRead>(_ => Page(address, content), cancellation).ConfigureAwait(false)
        ?? new SiteRead.File(new FileReading.Refused(ReadingTexts.TooSlow));

    private static SiteRead Page(Uri address, SiteAnswer.Content content)
    {
        try
        {
            return SiteCharset.Decode(content.Body, content.Charset) is { } html
                ? new SiteRead.Page(SitePage.Read(html, address, content.Robots))
                : new SiteRead.File(new FileReading.Refused(ReadingTexts.Binary));
        }
        catch (OverLimitException over)
        {
            return new SiteRead.File(new FileReading.Refused(over.Message));
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // The parser throws whatever a hostile page leads it to.
            return new SiteRead.File(new FileReading.Refused(ReadingTexts.Damaged(FileFormat.Html)));
        }
    }
}
