using System.Globalization;
using Collegue.Knowledge.Sources.Upload;
using Microsoft.AspNetCore.Http.Features;

namespace Collegue.Gateway;

/// <summary>A file given by multipart form. The fields that say how to cut it are accepted and left aside: passages follow headings here.</summary>
/// <param name="Metadata">A JSON object; null when nothing was said.</param>
internal sealed record DocumentForm(long Collection, string Name, byte[] Content, string? Metadata)
{
    private const int Fields = 1_000_000;
    private const int LongestName = 255;

    public static async Task<(DocumentForm? Form, GatewayRefusal? Refusal)> ReadAsync(HttpRequest request, UploadOptions limits, CancellationToken cancellation)
    {
        if (request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) != true)
        {
            return (null, new GatewayRefusal(StatusCodes.Status415UnsupportedMediaType, "The body must be multipart/form-data.", "unsupported_content_type"));
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limits.LargestFile + Fields;
        }

        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = long.MaxValue, ValueLengthLimit = Fields }, cancellation);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return (null, new GatewayRefusal(StatusCodes.Status400BadRequest, "The form could not be read.", "invalid_form"));
        }

        return await ReadAsync(form, limits, cancellation);
    }

    private static async Task<(DocumentForm? Form, GatewayRefusal? Refusal)> ReadAsync(IFormCollection form, UploadOptions limits, CancellationToken cancellation)
    {
        var field = form.ContainsKey("collection_id") ? "collection_id" : "collection";
        if (!long.TryParse(form[field].ToString().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var collection))
        {
            return (null, GatewayRefusal.Invalid("collection_id", "'collection_id' takes the number of a collection."));
        }

        var (metadata, wrong) = DocumentMetadata.Read(form["metadata"].ToString());
        if (wrong is not null)
        {
            return (null, GatewayRefusal.Invalid("metadata", wrong));
        }

        if (form.Files.GetFile("file") is not { } file)
        {
            return (null, GatewayRefusal.Invalid("file", "'file' is required: documents without content are not taken here."));
        }

        if (file.Length > limits.LargestFile)
        {
            return (null, new GatewayRefusal(StatusCodes.Status413PayloadTooLarge, $"A file takes {limits.MaxFileMegabytes} MB at most.", "file_too_large", "file"));
        }

        if (NameOf(form["name"].ToString().Trim(), file.FileName) is not { Length: > 0 and <= LongestName } name)
        {
            return (null, GatewayRefusal.Invalid("name", $"The name of a file takes 1 to {LongestName} characters."));
        }

        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, cancellation);
        return (new DocumentForm(collection, name, content.ToArray(), metadata), null);
    }

    /// <summary>The name wanted, with the extension of the file: it tells how to read it.</summary>
    private static string NameOf(string wanted, string given)
    {
        var file = given[(given.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        var extension = Path.GetExtension(file);
        return wanted.Length == 0 ? file
            : wanted.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? wanted
            : wanted + extension;
    }
}
