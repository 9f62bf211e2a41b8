using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Collegue.Bench.Load;

/// <summary>
/// One connection that asks and waits, over HTTP/1.1. It does little, so that on a small machine the processors are left to the
/// server that is measured.
/// </summary>
internal sealed class LoadConnection(Uri address, string key) : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[256 * 1024];

    public async Task OpenAsync(CancellationToken cancellation) => await socket.ConnectAsync(address.Host, address.Port, cancellation);

    public byte[] Request(string query) => Encoding.ASCII.GetBytes(
        $"GET /api/search?q={Uri.EscapeDataString(query)} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {key}\r\nAccept: application/json\r\n\r\n");

    /// <summary>The status and the bytes of the body as they came; valid until the next question.</summary>
    public async Task<(int Status, ReadOnlyMemory<byte> Body)> AskAsync(byte[] request, CancellationToken cancellation)
    {
        await socket.SendAsync(request, cancellation);
        var (filled, head) = (0, -1);
        int? length = null;
        while (true)
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = await socket.ReceiveAsync(buffer.AsMemory(filled), cancellation);
            if (read == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            filled += read;
            if (head < 0 && buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) is >= 0 and var end)
            {
                head = end + 4;
                length = Length(Encoding.ASCII.GetString(buffer, 0, head));
            }

            if (head >= 0 && IsWhole(buffer.AsSpan(head, filled - head), length))
            {
                return (int.Parse(Encoding.ASCII.GetString(buffer, 9, 3), CultureInfo.InvariantCulture), buffer.AsMemory(head, filled - head));
            }
        }
    }

    public void Dispose() => socket.Dispose();

    /// <summary>Null when the body comes in chunks.</summary>
    private static int? Length(string head)
    {
        var line = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return line is null ? null : int.Parse(line.AsSpan(line.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
    }

    // JSON has no bare line break in its texts, so the end of the last chunk cannot be mistaken.
    private static bool IsWhole(ReadOnlySpan<byte> body, int? length) => length is { } known ? body.Length >= known : body.EndsWith("\r\n0\r\n\r\n"u8);
}
