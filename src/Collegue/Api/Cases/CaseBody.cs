using System.Text.Json;
using Collegue.Casework;
using Collegue.Casework.Intake;
using Collegue.Pages.Citizen;
using Microsoft.Net.Http.Headers;

namespace Collegue.Api.Cases;

/// <summary>What a portal sent, before intake judges it.</summary>
/// <param name="Problem">Why it cannot be read; null when it can.</param>
internal sealed record CaseBody(CaseSubmission? Request, IReadOnlyList<SubmittedFile> Files, string? Problem)
{
    private const string Field = "request";

    /// <summary>Reads JSON, or a multipart form whose files are kept just past the size that intake refuses.</summary>
    public static async Task<CaseBody> ReadAsync(HttpRequest request, CaseworkOptions limits, CancellationToken cancellation)
    {
        try
        {
            return MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
                ? await FormAsync(request, HeaderUtilities.RemoveQuotes(type.Boundary).Value ?? "", limits, cancellation)
                : Json(await JsonSerializer.DeserializeAsync(request.Body, ApiJson.Default.CaseSubmission, cancellation));
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or IOException and not BadHttpRequestException or ArgumentException)
        {
            return Unread("The body is neither the JSON of a request nor a form that holds it.");
        }
    }

    private static async Task<CaseBody> FormAsync(HttpRequest request, string boundary, CaseworkOptions limits, CancellationToken cancellation)
    {
        var form = await CitizenForm.ReadAsync(boundary, request.Body, limits, cancellation);
        return form.TryGetValue(Field, out var text) && JsonSerializer.Deserialize(text.ToString(), ApiJson.Default.CaseSubmission) is { } given
            ? new CaseBody(given, await CitizenPage.ReadAsync(form.Files, cancellation), null)
            : Unread($"The form has no field '{Field}' with the JSON of the request.");
    }

    private static CaseBody Json(CaseSubmission? given)
    {
        if (given is null)
        {
            return Unread("The body is empty.");
        }

        var files = new List<SubmittedFile>();
        foreach (var file in given.Files ?? [])
        {
            var bytes = new byte[(file.Content?.Length ?? 0) * 3 / 4 + 3];
            if (string.IsNullOrWhiteSpace(file.Name) || !Convert.TryFromBase64String(file.Content ?? "", bytes, out var length))
            {
                return Unread("Each file needs a name and its content in base64.");
            }

            files.Add(new SubmittedFile(file.Name, bytes[..length]));
        }

        return new CaseBody(given, files, null);
    }

    private static CaseBody Unread(string problem) => new(null, [], problem);
}
