using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Collegue.Bench.Streaming;

/// <summary>
/// A model server on the loopback that begins to answer after a fixed time and goes on at a fixed pace, so that what stands between it and
/// a reader can be timed. It copies the longest line of the first passage it is given.
/// </summary>
internal sealed partial class PacedModel : IAsyncDisposable
{
    private const int PieceLetters = 12;

    private static readonly JsonSerializerOptions Letters = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;
    private readonly TimeSpan _first;

    public PacedModel(TimeSpan first)
    {
        _first = first;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_closing.Token);
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            await using var stream = client.GetStream();
            try
            {
                while (await ReadAsync(stream) is { } body)
                    await AnswerAsync(stream, body);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException)
            {
                // Who asked has read enough.
            }
        }
    }

    private async Task<byte[]?> ReadAsync(NetworkStream stream)
    {
        var buffer = new byte[256 * 1024];
        var read = 0;
        while (true)
        {
            var got = await stream.ReadAsync(buffer.AsMemory(read), _closing.Token);
            if (got == 0)
                return null;
            read += got;
            var end = buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8);
            if (end < 0)
                continue;
            var length = int.Parse(ContentLength().Match(Encoding.ASCII.GetString(buffer, 0, end)).Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            var body = new byte[length];
            var there = read - end - 4;
            buffer.AsSpan(end + 4, there).CopyTo(body);
            await stream.ReadExactlyAsync(body.AsMemory(there), _closing.Token);
            return body;
        }
    }

    private async Task AnswerAsync(NetworkStream stream, byte[] body)
    {
        var line = Line(body);
        await Task.Delay(_first, _closing.Token);
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), _closing.Token);
        for (var at = 0; at < line.Length; at += PieceLetters)
        {
            var content = line.Substring(at, Math.Min(PieceLetters, line.Length - at));
            await ChunkAsync(stream, "data: " + Event(content) + "\n\n");
        }

        await ChunkAsync(stream, "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
        await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), _closing.Token);
    }

    private async Task ChunkAsync(NetworkStream stream, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8], _closing.Token);
    }

    private static string Event(string content) => $"{{\"choices\":[{{\"delta\":{{\"content\":{JsonSerializer.Serialize(content, Letters)}}}}}]}}";

    private static string Line(byte[] body)
    {
        using var request = JsonDocument.Parse(body);
        var prompt = request.RootElement.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString()!;
        var passage = FirstPassage().Match(prompt) is { Success: true } found ? found.Groups[1].Value : "Bonjour à tous.";
        var text = passage.Split('\n').MaxBy(line => line.Length)!.Trim();
        return JsonSerializer.Serialize(new { text, passages = 1, quote = text }, Letters) + "\n";
    }

    [GeneratedRegex(@"content-length: ?(\d+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ContentLength();

    [GeneratedRegex(@"type=""passage 1"">\n(.*?)\n</donnees-", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex FirstPassage();
}
