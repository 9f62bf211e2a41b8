namespace Collegue.Knowledge.Reading;

internal enum FileFormat
{
    Markdown,
    Html,
    Pdf,
    Docx,
    Odt,
    Xlsx,
    Eml,
    Csv,
    Text,
}

internal static class FileFormats
{
    public static bool IsZip(this FileFormat format) => format is FileFormat.Docx or FileFormat.Odt or FileFormat.Xlsx;

    /// <summary>Null when files with this extension are not read.</summary>
    public static FileFormat? Of(string extension) => extension.ToUpperInvariant() switch
    {
        ".MD" or ".MARKDOWN" => FileFormat.Markdown,
        ".HTML" or ".HTM" => FileFormat.Html,
        ".PDF" => FileFormat.Pdf,
        ".DOCX" => FileFormat.Docx,
        ".ODT" => FileFormat.Odt,
        ".XLSX" => FileFormat.Xlsx,
        ".EML" => FileFormat.Eml,
        ".CSV" => FileFormat.Csv,
        ".TXT" => FileFormat.Text,
        _ => null,
    };
}
