using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Collegue.Knowledge.Sources.ServicePublic;

namespace Collegue.Knowledge.Sources.Site;

/// <summary>Asks one question at a time, with a pause between two, within bounds of time and size. Follows nothing by itself.</summary>
internal sealed class SiteHttp(HttpClient http, SiteOptions options, TimeProvider clock)
{
    private const string Accepted = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.5";
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);
    private DateTimeOffset next;

    /// <summary>Between two requests.</summary>
    public TimeSpan Pause { get; private set; } = TimeSpan.FromMilliseconds(options.DelayMilliseconds);

    public void SlowTo(TimeSpan? asked)
    {
        if (asked > Pause)
            Pause = asked.Value < LongestPause ? asked.Value : LongestPause;
    }

    public async Task<SiteAnswer> GetAsync(Uri address, SiteValidators known, CancellationToken cancellation)
    {
        var (answer, later) = await AskAsync(address, known, cancellation).ConfigureAwait(false);
        if (later is not { } wait)
            return answer;
        await Task.Delay(wait < LongestPause ? wait : LongestPause, clock, cancellation).ConfigureAwait(false);
        return (await AskAsync(address, known, cancellation).ConfigureAwait(false)).Answer;
    }

    private async Task<(SiteAnswer Answer, TimeSpan? Later)> AskAsync(Uri address, SiteValidators known, CancellationToken cancellation)
    {
        var pause = next - clock.GetUtcNow();
        if (pause > TimeSpan.Zero)
            await Task.Delay(pause, clock, cancellation).ConfigureAwait(false);
        using var tooLate = new CancellationTokenSource(TimeSpan.FromSeconds(options.RequestSeconds), clock);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation, tooLate.Token);
        try
        {
            using var request = Request(address, known);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limited.Token).ConfigureAwait(false);
            return (await ReadAsync(address, response, limited.Token).ConfigureAwait(false), Later(response));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (new SiteAnswer.Failed(SiteTexts.TimedOut(options.RequestSeconds)), null);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or SocketException or InvalidDataException)
        {
            var isPrivate = problem is PrivateAddressException || problem.InnerException is PrivateAddressException;
            return (new SiteAnswer.Failed(isPrivate ? SiteTexts.PrivateAddress : SiteTexts.Broken), null);
        }
        finally
        {
            next = clock.GetUtcNow() + Pause;
        }
    }

    private static HttpRequestMessage Request(Uri address, SiteValidators known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", Accepted);
        if (known.ETag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", known.ETag);
        if (known.LastModified is not null)
            request.Headers.TryAddWithoutValidation("If-Modified-Since", known.LastModified);
        return request;
    }

    private async Task<SiteAnswer> ReadAsync(Uri address, HttpResponseMessage response, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        switch (status)
        {
            case 304:
                return new SiteAnswer.Unchanged();
            case 301 or 302 or 303 or 307 or 308:
                return new SiteAnswer.Moved(SiteAddress.Of(address, Header(response, "Location")), status is 301 or 308);
            case >= 200 and < 300:
                var limit = options.MaxPageMegabytes * 1024 * 1024;
                await using (var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false))
                {
                    var body = await BoundedRead.AllAsync(stream, response.Content.Headers.ContentLength ?? 0, limit, cancellation).ConfigureAwait(false);
                    return body is null ? new SiteAnswer.Failed(Reading.ReadingTexts.TooLarge(limit)) : Content(response, body);
                }
            case 429 or 408 or 425 or >= 500 or < 400:
                return new SiteAnswer.Failed(SiteTexts.Status(status));
            default:
                return new SiteAnswer.Absent(status);
        }
    }

    private static SiteAnswer.Content Content(HttpResponseMessage response, byte[] body)
    {
        var type = (Header(response, "Content-Type") ?? "").Split(';', StringSplitOptions.TrimEntries);
        var charset = Array.Find(type, part => part.StartsWith("charset=", StringComparison.OrdinalIgnoreCase))?[8..].Trim('"', '\'', ' ');
        var modified = response.Content.Headers.LastModified is { } date ? DateOnly.FromDateTime(date.UtcDateTime) : (DateOnly?)null;
        return new SiteAnswer.Content(body, type[0].ToLowerInvariant(), charset,
            new SiteValidators(Header(response, "ETag"), Header(response, "Last-Modified")), modified, Header(response, "X-Robots-Tag") ?? "");
    }

    /// <summary>A server that asks to come back later is asked once more.</summary>
    private TimeSpan? Later(HttpResponseMessage response) =>
        response.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests) ? null
        : response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date is { } date && date > clock.GetUtcNow() ? date - clock.GetUtcNow() : null);

    private static string? Header(HttpResponseMessage response, string name)
    {
        var isFound = response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values);
        return isFound ? string.Join(',', values!).ToString(CultureInfo.InvariantCulture) : null;
    }
}
