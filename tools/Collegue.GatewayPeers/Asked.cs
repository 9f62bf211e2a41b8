using System.Buffers.Text;

namespace Collegue.GatewayPeers;

/// <summary>What matters of a request.</summary>
internal readonly record struct Asked(bool Streamed, bool Usage, int Tokens)
{
    private const int UsualTokens = 200;

    public static Asked Of(ReadOnlySpan<byte> body) =>
        new(Value(body, "\"stream\":"u8).StartsWith("true"u8), Value(body, "\"include_usage\":"u8).StartsWith("true"u8), Number(Value(body, "\"max_tokens\":"u8)));

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name) =>
        body.IndexOf(name) is >= 0 and var at ? body[(at + name.Length)..].TrimStart(" "u8) : default;

    private static int Number(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out int number, out _) ? number : UsualTokens;
}
