using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Xunit;

namespace Collegue.Web.Tests;

/// <summary>A person at a browser without scripts: opens pages, fills the forms found on them, follows redirects.</summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClient client;
    private readonly string prefix;

    public Visitor(Uri address, string prefix)
    {
        this.prefix = prefix;
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = true, CookieContainer = new CookieContainer() }) { BaseAddress = address };
    }

    public async Task<Screen> OpenAsync(string path) => await ScreenAsync(await GetAsync(path));

    public Task<HttpResponseMessage> GetAsync(string path) =>
        client.GetAsync(new Uri(prefix + path, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);

    /// <summary>Sends the form of a screen that holds the named control (or whose address holds the word), with what was already in it.</summary>
    public async Task<Screen> SendAsync(Screen screen, string control, IReadOnlyDictionary<string, string>? filled = null, params IEnumerable<UploadedFile> files)
    {
        var form = screen.FormWith(control);
        var fields = Fields(form);
        foreach (var (name, value) in filled ?? new Dictionary<string, string>())
        {
            fields[name] = value;
        }

        return await PostAsync(new Uri(screen.Address, form.GetAttribute("action") ?? ""), fields, files);
    }

    public async Task<Screen> PostAsync(Uri address, IReadOnlyDictionary<string, string> fields, params IEnumerable<UploadedFile> files)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            content.Add(new StringContent(value), name);
        }

        foreach (var file in files)
        {
            content.Add(new ByteArrayContent(file.Bytes), "Files", file.Name);
        }

        return await ScreenAsync(await client.PostAsync(address, content, TestContext.Current.CancellationToken));
    }

    /// <summary>Sends a form and gives the answer as soon as it begins.</summary>
    public async Task<HttpResponseMessage> BeginAsync(Uri address, IReadOnlyDictionary<string, string> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) };
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public void Dispose() => client.Dispose();

    internal static Dictionary<string, string> Fields(IHtmlFormElement form)
    {
        var fields = new Dictionary<string, string>();
        foreach (var input in form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>().Where(input => input.Type is not "file" && (input.Type is not ("radio" or "checkbox") || input.IsChecked)))
        {
            fields.TryAdd(input.Name!, input.Value);
        }

        foreach (var area in form.QuerySelectorAll("textarea[name]").OfType<IHtmlTextAreaElement>())
        {
            fields[area.Name!] = area.Value;
        }

        foreach (var select in form.QuerySelectorAll("select[name]").OfType<IHtmlSelectElement>())
        {
            fields[select.Name!] = select.Value ?? "";
        }

        return fields;
    }

    private static async Task<Screen> ScreenAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var page = await new HtmlParser().ParseDocumentAsync(text, TestContext.Current.CancellationToken);
        return new Screen(response, text, page);
    }
}

public static class Visiting
{
    /// <summary>Somebody new at a browser, without cookies.</summary>
    public static Visitor Visit(this ProductServer server, string prefix = "") => new(server.Address, prefix);
}

public sealed record UploadedFile(string Name, byte[] Bytes);

/// <summary>A page as received.</summary>
public sealed record Screen(HttpResponseMessage Response, string Html, IHtmlDocument Page)
{
    public HttpStatusCode Status => Response.StatusCode;

    public Uri Address => Response.RequestMessage!.RequestUri!;

    public string Heading => Page.QuerySelector("h1")?.TextContent.Trim() ?? "";

    /// <summary>What is read on the page, without the markup.</summary>
    public string Text => string.Join(' ', Page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public IHtmlFormElement FormWith(string control) =>
        Page.Forms.FirstOrDefault(form => form.QuerySelector($"[name='{control}']") is not null || form.GetAttribute("action")?.Contains(control, StringComparison.OrdinalIgnoreCase) == true)
        ?? throw new InvalidOperationException($"No form on {Address} has '{control}': {Heading}");

    public string ValueOf(string control) => Page.QuerySelector($"[name='{control}']") switch
    {
        IHtmlTextAreaElement area => area.Value,
        IHtmlInputElement input => input.Value,
        IHtmlSelectElement select => select.Value ?? "",
        _ => throw new InvalidOperationException($"No '{control}' on {Address}."),
    };

    public IReadOnlyList<string> Problems => [.. Page.QuerySelectorAll(".error-summary li").Select(item => item.TextContent)];
}
