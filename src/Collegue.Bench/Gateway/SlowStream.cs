using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;

namespace Collegue.Bench.Gateway;

/// <summary>A connection that reads streams to their end, with a small buffer: there are a thousand of them.</summary>
internal sealed class SlowStream(Uri address) : IDisposable
{
    /// <summary>The role, the first token.</summary>
    private const int UntilFirst = 2;

    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[4 * 1024];
    private readonly AnswerReader reader = new();

    public int Events => reader.Events;

    public bool EndsWell => reader is { IsWhole: true, Status: 200, EndsWell: true };

    /// <summary>Milliseconds to the first token, and those the model server itself says it took.</summary>
    public (double Seen, double Own)? First { get; private set; }

    public async Task OpenAsync(CancellationToken cancellation) => await socket.ConnectAsync(address.Host, address.Port, cancellation);

    public async Task AskAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        var beginning = new MemoryStream();
        (reader.Copy, First) = (beginning, null);
        var from = Stopwatch.GetTimestamp();
        await socket.SendAsync(request, cancellation);
        var (filled, inBody) = (0, false);
        do
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled), cancellation);
            if (read == 0)
            {
                throw new IOException("The connection was closed before the end of a stream.");
            }

            var at = 0;
            filled += read;
            if (!inBody)
            {
                var end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
                if (end < 0)
                {
                    continue;
                }

                at = end + 4;
                reader.Begin(buffer.AsSpan(0, at));
                inBody = true;
            }

            reader.Read(buffer.AsSpan(at, filled - at));
            filled = 0;
            if (First is null && reader.Events >= UntilFirst)
            {
                First = (Stopwatch.GetElapsedTime(from).TotalMilliseconds, Own(beginning.ToArray()));
                reader.Copy = null;
            }
        }
        while (!inBody || !reader.IsWhole);
    }

    public void Dispose() => socket.Dispose();

    /// <summary>The first token is a number of microseconds.</summary>
    private static double Own(ReadOnlySpan<byte> body)
    {
        var name = "\"content\":\""u8;
        while (body.IndexOf(name) is >= 0 and var at)
        {
            body = body[(at + name.Length)..];
            if (Utf8Parser.TryParse(body, out long microseconds, out _))
            {
                return microseconds / 1000d;
            }
        }

        throw new InvalidDataException("The first token is not the model server's.");
    }
}
