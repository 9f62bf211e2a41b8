using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Collegue.Gateway;

internal sealed record ErrorBody(ErrorDetail Error);

internal sealed record ErrorDetail(string Message, string Type, string? Param, string? Code);

/// <summary>What creating something answers.</summary>
internal sealed record CreatedId(long Id);

internal sealed record CollectionRequest
{
    public string? Name { get; init; }
    public string? Description { get; init; }

    /// <summary><c>private</c> (agents only) or <c>public</c>.</summary>
    public string? Visibility { get; init; }
}

/// <param name="Owner">Short name of the organisation it belongs to.</param>
/// <param name="Created">In seconds since 1970.</param>
internal sealed record CollectionObject(
    long Id, string Name, string Owner, string? Description, string Visibility, long Created, long Updated, int Documents)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "collection";
}

internal sealed record CollectionList(IReadOnlyList<CollectionObject> Data)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "list";
}

/// <param name="Created">In seconds since 1970.</param>
internal sealed record DocumentObject(long Id, string Name, long CollectionId, long Created, int Chunks)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "document";
}

internal sealed record DocumentList(IReadOnlyList<DocumentObject> Data)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "list";
}

/// <param name="Id">Place of the chunk in its document, from 0.</param>
/// <param name="Created">In seconds since 1970.</param>
internal sealed record ChunkObject(int Id, long CollectionId, long DocumentId, string Content, JsonObject? Metadata, long Created)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "chunk";
}

internal sealed record ChunkList(IReadOnlyList<ChunkObject> Data)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "list";
}

internal sealed record SearchRequest
{
    public string? Query { get; init; }

    /// <summary>The old name of <see cref="Query"/>.</summary>
    public string? Prompt { get; init; }

    public IReadOnlyList<long>? CollectionIds { get; init; }

    /// <summary>The old name of <see cref="CollectionIds"/>.</summary>
    public IReadOnlyList<long>? Collections { get; init; }

    public IReadOnlyList<long>? DocumentIds { get; init; }
    public JsonObject? MetadataFilters { get; init; }
    public int? Limit { get; init; }

    /// <summary>The old name of <see cref="Limit"/>.</summary>
    public int? K { get; init; }

    public int? Offset { get; init; }

    /// <summary><c>semantic</c> (when absent), <c>lexical</c> or <c>hybrid</c>.</summary>
    public string? Method { get; init; }

    public int? RffK { get; init; }

    /// <summary>The usual spelling of <see cref="RffK"/>.</summary>
    public int? RrfK { get; init; }

    public double? ScoreThreshold { get; init; }
}

internal sealed record FoundChunk(string Method, double Score, ChunkObject Chunk);

internal sealed record SearchList(IReadOnlyList<FoundChunk> Data, Usage Usage)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "list";
}

/// <summary>What the question cost: nothing, no language model is asked.</summary>
internal sealed record Usage(int PromptTokens, int CompletionTokens, int TotalTokens, double Cost, Impacts Impacts)
{
    public static Usage Nothing { get; } = new(0, 0, 0, 0, new Impacts(0, 0));
}

internal sealed record Impacts([property: JsonPropertyName("kWh")] double KilowattHours, [property: JsonPropertyName("kgCO2eq")] double KilogramsOfCarbonDioxide);
