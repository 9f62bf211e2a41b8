using System.IO.Compression;
using System.Text;

namespace Collegue.Tests.Knowledge.Folder;

/// <summary>Writes small LibreOffice texts.</summary>
internal static class OdtFiles
{
    private const string Namespaces =
        "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
        + "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' "
        + "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' xmlns:xlink='http://www.w3.org/1999/xlink' "
        + "xmlns:dc='http://purl.org/dc/elements/1.1/'";

    /// <param name="body">What stands inside <c>office:text</c>.</param>
    public static byte[] Of(string body, string styles = "", string? title = null) => Zip(
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", Content(body, styles)),
        ("meta.xml", $"<office:document-meta {Namespaces}><office:meta><dc:title>{title}</dc:title></office:meta></office:document-meta>"));

    public static string Content(string body, string styles = "") =>
        $"<?xml version='1.0' encoding='UTF-8'?><office:document-content {Namespaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        + $"<office:body><office:text>{body}</office:text></office:body></office:document-content>";

    public static byte[] Zip(params (string Name, string Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }
        return stream.ToArray();
    }
}
