using System.Net.Http.Headers;
using Collegue.Answering.Safeguards.Masking;
using Collegue.Gateway.Routing;
using Collegue.Storage.Models;
using Microsoft.AspNetCore.Http.Features;

namespace Collegue.Gateway.Calling;

/// <summary>A request with a file: its fields pass in their order, but for the name of the model.</summary>
internal sealed class FormCall : CallRequest
{
    private readonly IFormCollection _form;

    private FormCall(IFormCollection form, string model) => (_form, Model) = (form, model);

    public override string Model { get; }

    public override bool IsStreamed => string.Equals(_form["stream"], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Sound has no letters; what it costs is said by the server, or is the price of a call.</summary>
    public override int MostInputTokens => _form.Sum(pair => pair.Value.Sum(value => value?.Length ?? 0)) / 2;

    /// <exception cref="RefusedException">It is not such a form, is too large, or names no model.</exception>
    public static async Task<FormCall> ReadAsync(HttpContext http, int mostMegabytes)
    {
        if (!http.Request.HasFormContentType)
        {
            throw new RefusedException(new GatewayRefusal(StatusCodes.Status415UnsupportedMediaType, "The body must be multipart/form-data.", "unsupported_content_type"));
        }

        var most = mostMegabytes * 1024L * 1024L;
        CallBody.Limit(http, mostMegabytes);
        try
        {
            var form = await http.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = most, BufferBodyLengthLimit = most }, http.RequestAborted);
            if (form["model"].Count > 1)
            {
                throw new RefusedException(Refusals.Invalid("model", "'model' is given twice."));
            }

            return form["model"].ToString() is { Length: > 0 } model
                ? new FormCall(form, model)
                : throw new RefusedException(Refusals.Invalid("model", "You must say which model: 'model' is missing.", "missing_required_parameter"));
        }
        catch (InvalidDataException unreadable)
        {
            throw new RefusedException(unreadable.Message.Contains("limit", StringComparison.OrdinalIgnoreCase)
                ? CallBody.TooLarge(mostMegabytes).Refusal
                : new GatewayRefusal(StatusCodes.Status400BadRequest, "The form cannot be read.", "invalid_form"));
        }
    }

    public override Prepared? For(Provider provider, Router router)
    {
        if (MustMask(provider, router))
        {
            throw new MaskingFailedException("A file of sound cannot be masked, and this model may only receive masked data.");
        }

        if (provider.Endpoint.MayReceive == DataAllowance.PublicTextsOnly)
        {
            return null;
        }

        var content = new MultipartFormDataContent();
        foreach (var (name, values) in _form)
        {
            foreach (var value in values)
            {
                content.Add(new StringContent(name == "model" ? provider.Endpoint.Name : value ?? ""), Quoted(name));
            }
        }

        foreach (var file in _form.Files)
        {
            var part = new StreamContent(file.OpenReadStream());
            if (MediaTypeHeaderValue.TryParse(file.ContentType, out var type))
            {
                part.Headers.ContentType = type;
            }

            // Not as it is added with a name: there, the quotes become a part of the encoded one.
            var name = Harmless(file.FileName.Length > 0 ? file.FileName : "file");
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = Quoted(file.Name), FileName = $"\"{name}\"", FileNameStar = name };
            content.Add(part);
        }

        return new Prepared(content, null);
    }

    public override void Dispose()
    {
        // The form is the server's.
    }

    /// <summary>Python's servers want quotes.</summary>
    private static string Quoted(string name) => $"\"{Harmless(name)}\"";

    /// <summary>Nothing in a name may end its quotes or begin another header.</summary>
    private static string Harmless(string name) => new([.. name.Where(letter => letter is not ('"' or '\\') && !char.IsControl(letter))]);
}
