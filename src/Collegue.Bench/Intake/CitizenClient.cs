using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Collegue.Bench.Intake;

/// <summary>Writes to the town hall as a browser would: reads the form, sends it, and insists while the server is dead.</summary>
internal sealed partial class CitizenClient : IDisposable
{
    private const string FormPage = "/citizen/write";
    private static readonly HtmlParser Html = new();
    private readonly HttpClient http;

    public CitizenClient(Uri address) => http = new HttpClient(
        new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(30),
    };

    public int Retries { get; private set; }

    /// <summary>Returns the address of the confirmation page and the number it shows.</summary>
    public async Task<(string Number, string TrackingPage)> WriteAsync(string message, CancellationToken cancellation)
    {
        var form = await InsistAsync(async () => await ReadFormAsync(cancellation), cancellation);
        var values = Fill(form, message);
        var confirmation = await InsistAsync(async () =>
        {
            using var body = new MultipartFormDataContent();
            foreach (var (name, value) in values)
            {
                body.Add(new StringContent(value), name);
            }

            using var answer = await http.PostAsync(form.GetAttribute("action") is { Length: > 0 } action ? action : FormPage, body, cancellation);
            return answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther ? answer.Headers.Location!.ToString() : null;
        }, cancellation);

        var page = await InsistAsync(async () => await GetAsync(confirmation, cancellation), cancellation);
        return (Number().Match(page).Value, TrackingLink().Match(page).Value);
    }

    public async Task<bool> ShowsAsync(string trackingPage, string number, CancellationToken cancellation) =>
        (await InsistAsync(async () => await GetAsync(trackingPage, cancellation), cancellation)).Contains(number, StringComparison.Ordinal);

    public void Dispose() => http.Dispose();

    private async Task<IHtmlFormElement?> ReadFormAsync(CancellationToken cancellation)
    {
        var page = await GetAsync(FormPage, cancellation);
        return page is null ? null : (Html.ParseDocument(page).QuerySelector("textarea") as IHtmlTextAreaElement)?.Form;
    }

    private async Task<string?> GetAsync(string path, CancellationToken cancellation)
    {
        using var answer = await http.GetAsync(path, cancellation);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(cancellation) : null;
    }

    private static List<(string Name, string Value)> Fill(IHtmlFormElement form, string message) =>
        [.. form.Elements.OfType<IHtmlInputElement>().Where(input => input is { Name.Length: > 0, Type: "hidden" }).Select(input => (input.Name!, input.Value)),
         .. form.Elements.OfType<IHtmlInputElement>().Where(input => input is { Name.Length: > 0, Type: "checkbox", IsRequired: true }).Select(input => (input.Name!, input.Value)),
         .. form.Elements.OfType<IHtmlTextAreaElement>().Where(area => area.Name is { Length: > 0 }).Take(1).Select(area => (area.Name!, message))];

    /// <summary>Tries until there is an answer: a person would press the button again.</summary>
    private async Task<T> InsistAsync<T>(Func<Task<T?>> attempt, CancellationToken cancellation)
        where T : class
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            try
            {
                if (await attempt() is { } got)
                {
                    return got;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException && !cancellation.IsCancellationRequested)
            {
                // Killed in the middle of the exchange: whether the message was accepted is unknown, so it is sent again.
            }

            Retries++;
            await pause.WaitForNextTickAsync(cancellation);
        }
    }

    [GeneratedRegex(@"\b20\d\d-\d{6}\b")]
    private static partial Regex Number();

    [GeneratedRegex(@"/citizen/case/[0-9a-f]{40}")]
    private static partial Regex TrackingLink();
}
