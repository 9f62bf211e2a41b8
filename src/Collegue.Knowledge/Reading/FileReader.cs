namespace Collegue.Knowledge.Reading;

/// <summary>Reads one file of any accepted format. A bad file is refused with its reason, never thrown.</summary>
internal static class FileReader
{
    private const int DeepestMessage = 2;

    public static FileReading Read(byte[] content, string extension, CancellationToken cancellation) => Read(content, extension, 0, cancellation);

    /// <param name="depth">How many messages the file is attached in.</param>
    private static FileReading Read(byte[] content, string extension, int depth, CancellationToken cancellation)
    {
        if (FileFormats.Of(extension) is not { } format)
            return new FileReading.Refused(ReadingTexts.NotSupported(extension));
        if (content.Length == 0)
            return new FileReading.Refused(ReadingTexts.Empty);
        if (FileSignature.Contradiction(content, format, extension) is { } contradiction)
            return new FileReading.Refused(contradiction);
        try
        {
            if (format.IsZip() && ZipContainer.Refusal(content, format, extension) is { } refusal)
                return new FileReading.Refused(refusal);
            return Bounded(Read(content, format, depth, cancellation));
        }
        catch (OverLimitException over)
        {
            return new FileReading.Refused(over.Message);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // The libraries that read these formats throw whatever a damaged file leads them to.
            return new FileReading.Refused(ReadingTexts.Damaged(format));
        }
    }

    private static FileReading Read(byte[] content, FileFormat format, int depth, CancellationToken cancellation) => format switch
    {
        FileFormat.Pdf => PdfReader.Read(content, cancellation),
        FileFormat.Docx => DocxReader.Read(content),
        FileFormat.Odt => OdtReader.Read(content),
        FileFormat.Xlsx => XlsxReader.Read(content, cancellation),
        FileFormat.Eml when depth > DeepestMessage => new FileReading.Refused(ReadingTexts.TooDeep),
        FileFormat.Eml => EmlReader.Read(content, (file, extension) => Read(file, extension, depth + 1, cancellation), cancellation),
        _ => TextDecoding.Decode(content) is { } text ? Read(text, format) : new FileReading.Refused(ReadingTexts.Binary),
    };

    private static FileReading Read(string text, FileFormat format) => text.Length > ReadingBounds.Text
        ? new FileReading.Refused(ReadingTexts.TooMuchText(ReadingBounds.Text))
        : format switch
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
        if (text.Blocks.Sum(block => (long)block.Text.Length) > ReadingBounds.Text)
            return new FileReading.Refused(ReadingTexts.TooMuchText(ReadingBounds.Text));
        return text.Blocks.Any(block => !string.IsNullOrWhiteSpace(block.Text)) ? text : new FileReading.Refused(ReadingTexts.NoText);
    }
}
