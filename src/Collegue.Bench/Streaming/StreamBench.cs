using System.Diagnostics;
using System.Net.Http.Json;
using Collegue.Answering;
using Collegue.Answering.Models;
using Collegue.Bench.Retrieval;
using Microsoft.Extensions.AI;

namespace Collegue.Bench.Streaming;

/// <param name="ModelFirstToken">What the model server takes by itself, asked directly; medians in milliseconds.</param>
/// <param name="OverheadMedian">Of pairs asked one after the other.</param>
/// <param name="FirstSentence">From the question to the first checked sentence, with a model.</param>
/// <param name="WithoutModel">The same without one.</param>
public sealed record StreamReport(
    int Pairs,
    double ModelFirstToken,
    double OurFirstToken,
    double OverheadMedian,
    double OverheadP95,
    int Questions,
    int WithModelAnswered,
    double FirstSentence,
    double FirstSentenceP95,
    int WithoutModelAnswered,
    double WithoutModel,
    double WithoutModelP95,
    double WithoutModelLongest);

/// <summary>What stands between a model server and a reader: kill switch, budget, masking, time limits, and for sentences their checks.</summary>
public static class StreamBench
{
    private const int Warm = 20;

    /// <summary>Pairs of the same prompt to the same server, directly and through everything, in turns.</summary>
    public static async Task<(List<double> Direct, List<double> Ours)> FirstTokensAsync(
        Uri server, ChatModel model, string text, int pairs, CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var (direct, ours) = (new List<double>(), new List<double>());
        for (var at = 0; at < pairs + Warm; at++)
        {
            var pair = at % 2 == 0
                ? (await DirectAsync(http, server, text, cancellation), await ThroughAsync(model, text, cancellation))
                : Swap(await ThroughAsync(model, text, cancellation), await DirectAsync(http, server, text, cancellation));
            if (at >= Warm)
            {
                direct.Add(pair.Item1);
                ours.Add(pair.Item2);
            }
        }

        return (direct, ours);
    }

    /// <summary>Milliseconds to the first sentence of each question that got one.</summary>
    public static async Task<List<double>> FirstSentencesAsync(
        Func<Func<Answerer, Task>, Task> work, IReadOnlyList<Question> questions, string engine, CancellationToken cancellation)
    {
        var times = new List<double>();
        foreach (var question in questions)
        {
            await work(async answerer =>
            {
                var from = Stopwatch.GetTimestamp();
                double? first = null;
                string? by = null;
                await foreach (var happened in answerer.StreamAsync(question, cancellation))
                {
                    by = happened is AnswerEvent.Started started ? started.Engine : by;
                    if (happened is AnswerEvent.SentenceReady && by == engine)
                        first ??= Stopwatch.GetElapsedTime(from).TotalMilliseconds;
                }

                if (first is { } milliseconds)
                    times.Add(milliseconds);
            });
        }

        return times;
    }

    public static StreamReport Report(List<double> direct, List<double> ours, int questions, List<double> with, List<double> without)
    {
        var overhead = direct.Zip(ours, (one, other) => other - one).Order().ToList();
        return new StreamReport(
            overhead.Count, At(direct, 0.5), At(ours, 0.5), At(overhead, 0.5), At(overhead, 0.95), questions,
            with.Count, At(with, 0.5), At(with, 0.95), without.Count, At(without, 0.5), At(without, 0.95), without.Count == 0 ? double.NaN : without.Max());
    }

    private static double At(List<double> values, double share) => values.Count == 0 ? double.NaN : RetrievalBench.Percentile([.. values.Order()], share);

    private static (double, double) Swap(double ours, double direct) => (direct, ours);

    private static async Task<double> DirectAsync(HttpClient http, Uri server, string text, CancellationToken cancellation)
    {
        var from = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{server}/chat/completions")
        {
            Content = JsonContent.Create(new { model = "petit", stream = true, messages = new[] { new { role = "user", content = text } } }),
        };
        await request.Content.LoadIntoBufferAsync(cancellation);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[16 * 1024];
        await body.ReadAtLeastAsync(buffer, 1, cancellationToken: cancellation);
        var took = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        while (await body.ReadAsync(buffer, cancellation) > 0)
        {
            // To its end, so that the connection serves again.
        }

        return took;
    }

    private static async Task<double> ThroughAsync(ChatModel model, string text, CancellationToken cancellation)
    {
        var from = Stopwatch.GetTimestamp();
        double? first = null;
        await foreach (var update in model.Client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, text)], new ChatOptions { MaxOutputTokens = 500 }, cancellation))
        {
            if (update.Text.Length > 0)
                first ??= Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        }

        return first ?? throw new InvalidDataException("the model server gave no token.");
    }
}
