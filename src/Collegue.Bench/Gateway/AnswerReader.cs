using System.Globalization;
using System.Text;

namespace Collegue.Bench.Gateway;

/// <summary>Reads the body of one answer of HTTP/1.1 as it comes, and counts its events, without keeping it.</summary>
internal sealed class AnswerReader
{
    private const int LongestTail = 14;

    private readonly byte[] tail = new byte[LongestTail];
    private Part part;
    private long left;
    private bool chunked;
    private int tailLength;

    private enum Part
    {
        Size,
        Data,
        AfterData,
        Trailer,
        Done,
    }

    public int Status { get; private set; }

    public int Events { get; private set; }

    public long Bytes { get; private set; }

    public bool IsWhole => part == Part.Done;

    /// <summary>The last bytes of the body were the last event of a stream.</summary>
    public bool EndsWell => tail.AsSpan(0, tailLength).EndsWith("data: [DONE]\n\n"u8);

    /// <summary>Where the body is copied; null for nowhere.</summary>
    public Stream? Copy { get; set; }

    /// <summary>Begins an answer with its head, which ends with an empty line.</summary>
    public void Begin(ReadOnlySpan<byte> head)
    {
        var text = Encoding.ASCII.GetString(head);
        (Status, Events, Bytes, tailLength) = (int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture), 0, 0, 0);
        chunked = text.Contains("transfer-encoding: chunked", StringComparison.OrdinalIgnoreCase);
        left = chunked ? 0 : Length(text);
        part = chunked ? Part.Size : left == 0 ? Part.Done : Part.Data;
    }

    /// <summary>Reads on; true when some of the body itself was among the bytes.</summary>
    public bool Read(ReadOnlySpan<byte> bytes)
    {
        var before = Bytes;
        while (bytes.Length > 0 && part != Part.Done)
        {
            if (part == Part.Data)
            {
                var taken = (int)Math.Min(left, bytes.Length);
                Take(bytes[..taken]);
                bytes = bytes[taken..];
                left -= taken;
                if (left == 0)
                {
                    part = chunked ? Part.AfterData : Part.Done;
                }
            }
            else
            {
                Frame(bytes[0]);
                bytes = bytes[1..];
            }
        }

        return Bytes > before;
    }

    /// <summary>The lines between chunks, a byte at a time.</summary>
    private void Frame(byte next)
    {
        switch (part)
        {
            case Part.AfterData when next == '\n':
                part = Part.Size;
                break;
            case Part.Size when next == '\n':
                part = left == 0 ? Part.Trailer : Part.Data;
                break;
            case Part.Size when next != '\r':
                left = (left << 4) + (next <= '9' ? next - '0' : (next | 0x20) - 'a' + 10);
                break;
            case Part.Trailer when next == '\n':
                part = Part.Done;
                break;
        }
    }

    private void Take(ReadOnlySpan<byte> body)
    {
        Copy?.Write(body);
        Bytes += body.Length;
        Events += Ends(body) + (tailLength > 0 && tail[tailLength - 1] == '\n' && body[0] == '\n' ? 1 : 0);
        if (body.Length >= LongestTail)
        {
            body[^LongestTail..].CopyTo(tail);
            tailLength = LongestTail;
            return;
        }

        var kept = Math.Min(tailLength, LongestTail - body.Length);
        tail.AsSpan(tailLength - kept, kept).CopyTo(tail);
        body.CopyTo(tail.AsSpan(kept));
        tailLength = kept + body.Length;
    }

    private static int Ends(ReadOnlySpan<byte> body)
    {
        var count = 0;
        while (body.IndexOf("\n\n"u8) is >= 0 and var at)
        {
            count++;
            body = body[(at + 2)..];
        }

        return count;
    }

    private static long Length(string head)
    {
        const string Name = "\r\ncontent-length:";
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            throw new InvalidDataException("An answer without length.");
        }

        var rest = head.AsSpan(at + Name.Length);
        return long.Parse(rest[..rest.IndexOf('\r')].Trim(), CultureInfo.InvariantCulture);
    }
}
