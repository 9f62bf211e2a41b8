using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Collegue.Scripted;

/// <summary>What models do, well and badly.</summary>
internal static class Scripts
{
    private static readonly JsonSerializerOptions Letters = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A line as the prompt asks for it.</summary>
    public static string Line(string text, int passage, string? quote = null) =>
        JsonSerializer.Serialize(new { text, passages = new[] { passage }, quote = quote ?? text }, Letters) + "\n";

    public static Script Says(params string[] lines) => async exchange =>
    {
        await exchange.WriteAsync(string.Concat(lines));
        await exchange.EndAsync();
    };

    /// <summary>Nothing at all, not even headers.</summary>
    public static Script StallsBefore() => exchange => exchange.StallAsync();

    public static Script StallsAfter(params string[] lines) => async exchange =>
    {
        await exchange.WriteAsync(string.Concat(lines));
        await exchange.StallAsync();
    };

    /// <summary>After the lines, the beginning of a sentence whose last byte is the first of an "é".</summary>
    public static Script CutsInCharacter(params string[] lines) => async exchange =>
    {
        await exchange.WriteAsync(string.Concat(lines));
        var data = Encoding.UTF8.GetBytes("data: {\"choices\":[{\"delta\":{\"content\":\"La demande est pré");
        await exchange.BytesAsync(data.AsMemory(0, data.Length - 1));
    };

    /// <summary>The line is cut; what was on its way is lost with it.</summary>
    public static Script CutsAfter(params string[] lines) => async exchange =>
    {
        await exchange.WriteAsync(string.Concat(lines));
        exchange.Cut();
    };

    public static Script Answers(int status, string body = "{\"error\":{\"message\":\"non\",\"code\":\"refused\"}}") => async exchange =>
    {
        exchange.Response.StatusCode = status;
        exchange.Response.ContentType = "application/json";
        await exchange.BytesAsync(Encoding.UTF8.GetBytes(body));
    };

    public static Script RedirectsTo(string address) => exchange =>
    {
        exchange.Response.StatusCode = 307;
        exchange.Response.Headers.Location = address;
        return Task.CompletedTask;
    };

    /// <summary>A hundred million letters in one sentence, unless who asked goes away first.</summary>
    public static Script Floods() => async exchange =>
    {
        var piece = string.Concat(Enumerable.Range(0, 4_000).Select(number => $"mot{number} "));
        for (var sent = 0; sent < 100_000_000; sent += piece.Length)
            await exchange.SayAsync(piece);
        await exchange.EndAsync();
    };

    /// <summary>One event that never ends.</summary>
    public static Script FloodsOneEvent() => async exchange =>
    {
        await exchange.BytesAsync("data: {\"choices\":[{\"delta\":{\"content\":\""u8.ToArray());
        var piece = Encoding.UTF8.GetBytes(new string('a', 1_000_000));
        for (var sent = 0; sent < 100; sent++)
            await exchange.BytesAsync(piece);
    };

    public static Script Raw(string text) => exchange => exchange.BytesAsync(Encoding.UTF8.GetBytes(text));
}
