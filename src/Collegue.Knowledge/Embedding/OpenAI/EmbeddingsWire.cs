using System.Text.Json;
using System.Text.Json.Serialization;

namespace Collegue.Knowledge.Embedding.OpenAI;

/// <summary>What is posted to <c>/v1/embeddings</c>.</summary>
internal sealed record EmbeddingsRequest(string Model, IReadOnlyList<string> Input, int? Dimensions);

internal sealed record EmbeddingsAnswer(IReadOnlyList<EmbeddingsRow?>? Data);

/// <param name="Index">Which text it is for; servers that leave it out keep the order.</param>
/// <param name="Embedding">Numbers, or their bytes in base 64.</param>
internal sealed record EmbeddingsRow(int? Index, JsonElement Embedding);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EmbeddingsRequest))]
[JsonSerializable(typeof(EmbeddingsAnswer))]
internal sealed partial class EmbeddingsJson : JsonSerializerContext;
