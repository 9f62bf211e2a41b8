using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Collegue.Gateway.Administration;

namespace Collegue.Gateway;

/// <summary>How the requests and answers of <c>/v1</c> are written. Unknown fields are left aside; numbers may come as text.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(CreatedId))]
[JsonSerializable(typeof(CollectionRequest))]
[JsonSerializable(typeof(CollectionObject))]
[JsonSerializable(typeof(CollectionList))]
[JsonSerializable(typeof(DocumentObject))]
[JsonSerializable(typeof(DocumentList))]
[JsonSerializable(typeof(ChunkObject))]
[JsonSerializable(typeof(ChunkList))]
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(SearchList))]
[JsonSerializable(typeof(ModelObject))]
[JsonSerializable(typeof(ModelList))]
internal sealed partial class GatewayJson : JsonSerializerContext
{
    /// <summary>Leaves accents and apostrophes readable; answers are never put into a page as they are.</summary>
    public static GatewayJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
