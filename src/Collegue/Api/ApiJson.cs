using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace Collegue.Api;

/// <summary>How the answers of <c>/api</c> are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Paged<CollectionView>))]
[JsonSerializable(typeof(Paged<DocumentSummary>))]
[JsonSerializable(typeof(CollectionView))]
[JsonSerializable(typeof(DocumentView))]
[JsonSerializable(typeof(PassageInDocument))]
[JsonSerializable(typeof(SearchAnswer))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ApiJson : JsonSerializerContext;
