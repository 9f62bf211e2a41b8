using System.Text.Json.Serialization;

namespace Collegue.Bench.Retrieval;

/// <summary>Means over the queries of a suite, and the time one search took, in milliseconds.</summary>
public sealed record RetrievalFigures(
    [property: JsonPropertyName("queries")] int Queries,
    [property: JsonPropertyName("hit@1")] double HitAt1,
    [property: JsonPropertyName("hit@5")] double HitAt5,
    [property: JsonPropertyName("hit@10")] double HitAt10,
    [property: JsonPropertyName("mrr@10")] double MrrAt10,
    [property: JsonPropertyName("ndcg@10")] double NdcgAt10,
    [property: JsonPropertyName("recall@10")] double RecallAt10,
    [property: JsonPropertyName("p50_ms")] double P50Milliseconds,
    [property: JsonPropertyName("p99_ms")] double P99Milliseconds);
