namespace Collegue.Knowledge.Reading;

internal enum FileFormat
{
    Markdown,
    Html,
    Pdf,
    Docx,
    Csv,
    Text,
}

internal static class FileFormats
{
    /// <summary>Null when files with this extension are not read.</summary>
    public static FileFormat? Of(string extension) => extension.ToUpperInvariant() switch
    {
        ".MD" or ".MARKDOWN" => FileFormat.Markdown,
        ".HTML" or ".HTM" => FileFormat.Html,
        ".PDF" => FileFormat.Pdf,
        ".DOCX" => FileFormat.Docx,
        ".CSV" => FileFormat.Csv,
        ".TXT" => FileFormat.Text,
        _ => null,
    };
}
