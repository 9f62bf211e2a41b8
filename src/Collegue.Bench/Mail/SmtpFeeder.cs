using System.Net.Sockets;
using System.Text;

namespace Collegue.Bench.Mail;

/// <summary>Gives bytes to a mail server as they are: a library would mend what must stay damaged.</summary>
public static class SmtpFeeder
{
    /// <summary>Throws when the server does not take the mail.</summary>
    public static async Task SendAsync(int port, string from, string to, byte[] raw, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, cancellation);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        await ExpectAsync(reader, '2', cancellation);
        foreach (var (line, answer) in ((string, char)[])[("EHLO feeder.example", '2'), ($"MAIL FROM:<{from}>", '2'), ($"RCPT TO:<{to}>", '2'), ("DATA", '3')])
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancellation);
            await ExpectAsync(reader, answer, cancellation);
        }

        await stream.WriteAsync(Stuffed(raw), cancellation);
        await ExpectAsync(reader, '2', cancellation);
        await stream.WriteAsync("QUIT\r\n"u8.ToArray(), cancellation);
    }

    /// <summary>Lines end with CR LF, a line that begins with a dot gets another one, and a lone dot ends it all.</summary>
    private static byte[] Stuffed(byte[] raw)
    {
        using var sent = new MemoryStream(raw.Length + 64);
        var atStart = true;
        byte previous = 0;
        foreach (var one in raw)
        {
            if (one == '\n' && previous != '\r')
            {
                sent.WriteByte((byte)'\r');
            }

            if (atStart && one == '.')
            {
                sent.WriteByte((byte)'.');
            }

            sent.WriteByte(one);
            atStart = one == '\n';
            previous = one;
        }

        sent.Write(atStart ? ".\r\n"u8 : "\r\n.\r\n"u8);
        return sent.ToArray();
    }

    private static async Task ExpectAsync(StreamReader reader, char kind, CancellationToken cancellation)
    {
        string? line;
        do
        {
            line = await reader.ReadLineAsync(cancellation) ?? throw new IOException("The mail server hung up.");
        }
        while (line.Length > 3 && line[3] == '-');

        if (line[0] != kind)
        {
            throw new IOException($"The mail server said {line}");
        }
    }
}
