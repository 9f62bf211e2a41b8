namespace Collegue.Knowledge.Reading;

/// <summary>Reads one file of any accepted format. A bad file is refused with its reason, never thrown.</summary>
internal static class FileReader
{
    private const int MostText = 20_000_000;

    public static FileReading Read(byte[] content, string extension, CancellationToken cancellation)
    {
        if (FileFormats.Of(extension) is not { } format)
            return new FileReading.Refused(ReadingTexts.NotSupported(extension));
        if (content.Length == 0)
            return new FileReading.Refused(ReadingTexts.Empty);
        if (FileSignature.Contradiction(content, format, extension) is { } contradiction)
            return new FileReading.Refused(contradiction);
        try
        {
            return Bounded(Read(content, format, cancellation));
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // The libraries that read these formats throw whatever a damaged file leads them to.
            return new FileReading.Refused(ReadingTexts.Damaged(format));
        }
    }

    private static FileReading Read(byte[] content, FileFormat format, CancellationToken cancellation) => format switch
    {
        FileFormat.Pdf => PdfReader.Read(content, cancellation),
        FileFormat.Docx => DocxReader.Read(content),
        _ => TextDecoding.Decode(content) is { } text ? Read(text, format) : new FileReading.Refused(ReadingTexts.Binary),
    };

    private static FileReading Read(string text, FileFormat format) => format switch
    {
        FileFormat.Markdown => MarkdownReader.Read(text),
        FileFormat.Html => HtmlReader.Read(text),
        FileFormat.Csv => CsvFileReader.Read(text),
        _ => PlainTextReader.Read(text),
    };

    private static FileReading Bounded(FileReading reading)
    {
        if (reading is not FileReading.Text text)
            return reading;
        if (text.Blocks.Sum(block => (long)block.Text.Length) > MostText)
            return new FileReading.Refused(ReadingTexts.TooMuchText(MostText));
        return text.Blocks.Any(block => !string.IsNullOrWhiteSpace(block.Text)) ? text : new FileReading.Refused(ReadingTexts.NoText);
    }
}
