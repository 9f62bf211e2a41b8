using System.Diagnostics;
using System.Net.Sockets;

namespace Collegue.Bench.Gateway;

/// <summary>How one exchange went; times are ticks of <see cref="Stopwatch"/>.</summary>
/// <param name="First">Until the first bytes of the body came.</param>
internal readonly record struct Exchange(int Status, int Events, bool EndsWell, long Bytes, long First, long Whole);

/// <summary>
/// One connection that asks and waits, over a bare socket, with one buffer for its life: an exchange allocates next to nothing.
/// What all of them together cost the processors is in the report (<see cref="LoadCost"/>), because they share them with what is measured.
/// </summary>
internal sealed class GatewayConnection(Uri address) : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[32 * 1024];
    private readonly AnswerReader reader = new();

    public async Task OpenAsync(CancellationToken cancellation) => await socket.ConnectAsync(address.Host, address.Port, cancellation);

    /// <param name="copy">Where the body is copied; null for nowhere.</param>
    public async ValueTask<Exchange> AskAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation, Stream? copy = null)
    {
        reader.Copy = copy;
        var from = Stopwatch.GetTimestamp();
        await socket.SendAsync(request, cancellation);
        var (filled, first) = (0, 0L);
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled), cancellation);
            if (read == 0)
            {
                throw new IOException("The connection was closed before the end of an answer.");
            }

            var body = buffer.AsSpan(0, read);
            if (first == 0)
            {
                filled += read;
                var end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
                if (end < 0)
                {
                    continue;
                }

                reader.Begin(buffer.AsSpan(0, end + 4));
                body = buffer.AsSpan(end + 4, filled - end - 4);

                // From here on the buffer is used anew each time; a body that comes later sets the time of its first bytes then.
                (filled, first) = (0, -1);
            }

            if (reader.Read(body) && first < 0)
            {
                first = Stopwatch.GetTimestamp() - from;
            }

            if (reader.IsWhole)
            {
                return new Exchange(reader.Status, reader.Events, reader.EndsWell, reader.Bytes, Math.Max(0, first), Stopwatch.GetTimestamp() - from);
            }
        }
    }

    public void Dispose() => socket.Dispose();
}
