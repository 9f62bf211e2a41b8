using System.Text;
using Collegue.Casework;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Collegue.Pages.Citizen;

/// <summary>A multipart form in memory, of bounded size: a file over the limit is cut just past it, so that it is refused by its size.</summary>
internal static class CitizenForm
{
    private const int MostFields = 40;
    private const int MostFieldBytes = 1_000_000;

    public static async Task<IFormCollection> ReadAsync(string boundary, Stream body, CaseworkOptions limits, CancellationToken cancellation)
    {
        var fields = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        var files = new FormFileCollection();
        var reader = new MultipartReader(boundary, body);
        while (await reader.ReadNextSectionAsync(cancellation) is { } section)
        {
            if (section.AsFileSection() is { } file)
            {
                // One more than allowed is enough to say that there are too many.
                if (file.FileName.Length > 0 && files.Count <= limits.MaxAttachments)
                {
                    files.Add(await ReadFileAsync(file, limits.MaxAttachmentBytes, cancellation));
                }
            }
            else if (section.AsFormDataSection() is { } field && fields.Count < MostFields)
            {
                var text = Encoding.UTF8.GetString(await ReadUpToAsync(section.Body, MostFieldBytes, cancellation));
                fields[field.Name] = StringValues.Concat(fields.GetValueOrDefault(field.Name), text);
            }

            await section.Body.DrainAsync(cancellation);
        }

        return new FormCollection(fields, files);
    }

    private static async Task<FormFile> ReadFileAsync(FileMultipartSection section, long limit, CancellationToken cancellation)
    {
        var bytes = await ReadUpToAsync(section.FileStream!, limit + 1, cancellation);
        return new FormFile(new MemoryStream(bytes, writable: false), 0, bytes.Length, section.Name, section.FileName) { Headers = new HeaderDictionary() };
    }

    private static async Task<byte[]> ReadUpToAsync(Stream stream, long most, CancellationToken cancellation)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16_384];
        int read;
        while (kept.Length < most && (read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, most - kept.Length)), cancellation)) > 0)
        {
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }
}
