using System.Text;

namespace Collegue.Bench.Gateway;

/// <summary>What is asked again and again.</summary>
/// <param name="Contains">What the first answer of each target must hold.</param>
public sealed record GatewayCase(string Name, string Path, string Body, bool Streamed, string Contains)
{
    public const string ChatModel = "banc";
    public const string EmbeddingModel = "banc-vecteurs";
    public const int Tokens = 200;

    public static IReadOnlyList<GatewayCase> All { get; } =
    [
        new("chat", "/v1/chat/completions",
            $$"""{"model":"{{ChatModel}}","messages":[{"role":"system","content":"Tu réponds en une phrase."},{"role":"user","content":"Quand la mairie est-elle ouverte ?"}],"max_tokens":100}""",
            Streamed: false, "La mairie est ouverte du lundi au vendredi."),
        new("stream", "/v1/chat/completions", Stream(Tokens), Streamed: true, "\"finish_reason\":\"stop\""),
        new("embeddings", "/v1/embeddings", $$"""{"model":"{{EmbeddingModel}}","input":"Quand la mairie est-elle ouverte ?","encoding_format":"float"}""",
            Streamed: false, "\"embedding\":[0.841471"),
    ];

    public static string Stream(int tokens) =>
        $$"""{"model":"{{ChatModel}}","messages":[{"role":"user","content":"Quand la mairie est-elle ouverte ?"}],"stream":true,"max_tokens":{{tokens}}}""";

    /// <summary>The bytes to send to a target.</summary>
    public byte[] RequestTo(GatewayTarget target) => Request(target, Path, Body);

    public static byte[] Request(GatewayTarget target, string path, string body) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: {target.Address.Authority}\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n"
        + $"{string.Concat(target.Headers.Select(header => $"{header.Name}: {header.Value}\r\n"))}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
}
