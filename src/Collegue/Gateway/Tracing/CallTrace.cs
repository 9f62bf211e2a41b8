using System.Buffers;
using System.Text;

namespace Collegue.Gateway.Tracing;

/// <summary>What was asked and answered in one call, gathered only while the organisation says that it is kept.</summary>
internal sealed class CallTrace(DateTimeOffset until)
{
    /// <summary>More than that of a text says nothing more to who looks for a fault.</summary>
    public const int LongestBytes = 256 * 1024;

    private readonly ArrayBufferWriter<byte> _request = new();
    private readonly ArrayBufferWriter<byte> _response = new();

    /// <summary>Until when it is kept.</summary>
    public DateTimeOffset Until => until;

    public string Request => Text(_request);

    public string Response => Text(_response);

    public void Asked(ReadOnlySpan<byte> bytes) => Append(_request, bytes);

    public void Answered(ReadOnlySpan<byte> bytes) => Append(_response, bytes);

    private static void Append(ArrayBufferWriter<byte> kept, ReadOnlySpan<byte> bytes) =>
        kept.Write(bytes[..Math.Min(bytes.Length, LongestBytes - kept.WrittenCount)]);

    private static string Text(ArrayBufferWriter<byte> kept) => Encoding.UTF8.GetString(kept.WrittenSpan);
}
