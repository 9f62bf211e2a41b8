using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Collegue.Bench.Peers;

/// <summary>One document as every search engine measured gets it.</summary>
public sealed record PeerDocument(string Id, string Title, string Description, string Body);

/// <summary>The answer to one query: ids, best first, and the time it took in the process of the engine.</summary>
public sealed record PeerAnswer(string Id, IReadOnlyList<string> Ranked, double Ms);

/// <summary>What an engine says of itself after its answers.</summary>
/// <param name="Peer">Name and version.</param>
/// <param name="French">How it was told to read French, as its documentation recommends.</param>
/// <param name="PeakMb">Highest memory of the process that searches, in millions of bytes.</param>
public sealed record PeerClosing(string Peer, string French, int Documents, double IndexSeconds, double PeakMb);

/// <summary>Lines of JSON that engines of any language read and write.</summary>
public static class PeerFiles
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Line<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string line) => JsonSerializer.Deserialize<T>(line, Options) ?? throw new InvalidDataException("An empty line.");

    public static async IAsyncEnumerable<PeerDocument> ReadDocumentsAsync(string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var line in File.ReadLinesAsync(path, cancellation))
        {
            yield return Read<PeerDocument>(line);
        }
    }
}
