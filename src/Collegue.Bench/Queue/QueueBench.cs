using System.Diagnostics;
using System.Net;
using Collegue.Bench.Retrieval;

namespace Collegue.Bench.Queue;

/// <summary>How long a list of the desk takes.</summary>
/// <param name="What">What was asked.</param>
/// <param name="Bound">Milliseconds promised over HTTP.</param>
internal sealed record QueueFigures(string What, double QueryP50Ms, double QueryP99Ms, double HttpP50Ms, double HttpP99Ms, double Bound);

/// <summary>Times lists of cases, each asked again and again after a few that are not counted.</summary>
internal static class QueueBench
{
    private const int WarmUp = 3;

    public static async Task<(double P50, double P99)> TimeAsync(int rounds, Func<Task> ask)
    {
        var times = new List<double>();
        for (var round = -WarmUp; round < rounds; round++)
        {
            var from = Stopwatch.GetTimestamp();
            await ask();
            if (round >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }
        }

        times.Sort();
        return (RetrievalBench.Percentile(times, 0.50), RetrievalBench.Percentile(times, 0.99));
    }

    /// <summary>A browser of an agent, signed in.</summary>
    public static async Task<HttpClient> SignInAsync(Uri address, string userName, string password, CancellationToken cancellation)
    {
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address };
        var form = await http.GetStringAsync("/account/sign-in", cancellation);
        var page = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(form, cancellation);
        var fields = page.QuerySelectorAll("form:has([name='UserName']) input[type='hidden'][name]")
            .DistinctBy(input => input.GetAttribute("name")).ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "");
        (fields["UserName"], fields["Password"]) = (userName, password);
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await http.PostAsync("/account/sign-in", content, cancellation);
        return answer.IsSuccessStatusCode ? http : throw new InvalidDataException($"signing in answered {(int)answer.StatusCode}.");
    }
}
