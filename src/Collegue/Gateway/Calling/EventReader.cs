using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Collegue.Storage.Gateway;

namespace Collegue.Gateway.Calling;

/// <summary>
/// Reads the events of one stream. A server sends the same event again and again with another piece of text in it: one that differs from an
/// event read before in nothing but that text says the same, and is JSON when the text ends no string.
/// </summary>
internal sealed class EventReader(GatewayCallKind kind)
{
    /// <summary>What JSON does not allow in a string, and what begins or ends something in it.</summary>
    private static readonly SearchValues<byte> NoText = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    private byte[] _before = [];
    private AnswerReading _reading;

    /// <exception cref="JsonException">It is not UTF-8, or not one JSON value.</exception>
    public AnswerReading Read(ReadOnlySpan<byte> data)
    {
        if (_reading.OnlyText is { } text && LikeBefore(data, text) is { } length)
        {
            return _reading.WithText(length);
        }

        if (!Utf8.IsValid(data))
        {
            throw new JsonException();
        }

        _reading = AnswerReading.Of(data, kind);
        _before = _reading.OnlyText is null ? [] : data.ToArray();
        return _reading;
    }

    /// <summary>Length of the text; null when something else differs.</summary>
    private int? LikeBefore(ReadOnlySpan<byte> data, Piece text)
    {
        var head = _before.AsSpan(0, text.Start);
        var tail = _before.AsSpan(text.End);
        var length = data.Length - head.Length - tail.Length;
        if (length < 0 || !data.StartsWith(head) || !data.EndsWith(tail))
        {
            return null;
        }

        var said = data.Slice(head.Length, length);
        return said.ContainsAny(NoText) || !Utf8.IsValid(said) ? null : length;
    }
}
