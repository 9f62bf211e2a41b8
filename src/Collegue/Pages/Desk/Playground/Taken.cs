using System.Globalization;
using System.Text.Json;
using Collegue.Gateway.Accounts;
using Collegue.Pages.Admin.Models;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Playground;

/// <summary>What an answer took and how the same is asked again, in words: shown below it, or handed to the script that shows it piece by piece.</summary>
/// <param name="Tokens">Null, as what follows, when nothing was counted.</param>
internal sealed record Taken(string Latency, string? Tokens, string? Cost, string? Energy, string Request, IReadOnlyList<Snippet> Snippets)
{
    /// <summary>Before the names of its parts, when they are twice on a page.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Places for the script to fill.</summary>
    public static Taken Blank { get; } = new("", "", "", "", "", Playground.Snippets.Blank) { Prefix = "streamed-" };

    /// <param name="address">Of the gateway, with <c>/v1</c>.</param>
    public static Taken Of(IStringLocalizer<PlaygroundTexts> texts, string address, ChatRequest sent, CallRecord? record, TimeSpan latency) => new(
        texts["milliseconds", Number(latency.TotalMilliseconds)],
        record is null ? null : texts["tokens.value", Number(record.InputTokens), Number(record.OutputTokens)].Value,
        record is null ? null : Euros.Shown(record.CostMicros),
        record is null ? null : texts["energy.value", (record.MilliwattHours / 1000.0).ToString("0.###", CultureInfo.CurrentCulture)].Value,
        $"POST {address}/chat/completions\nContent-Type: application/json\n\n{sent.ToJson()}",
        Playground.Snippets.Of(texts, address, sent));

    /// <summary>By the names of the places.</summary>
    public string ToJson()
    {
        var parts = Snippets.ToDictionary(snippet => snippet.Id, snippet => (string?)snippet.Text);
        (parts["latency"], parts["tokens"], parts["cost"], parts["energy"], parts["request"]) = (Latency, Tokens, Cost, Energy, Request);
        return JsonSerializer.Serialize(parts);
    }

    private static string Number(double number) => number.ToString("N0", CultureInfo.CurrentCulture);
}
