using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Collegue.Api.Cases;
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
[JsonSerializable(typeof(CaseSubmission))]
[JsonSerializable(typeof(CaseReceipt))]
[JsonSerializable(typeof(CaseStatus))]
[JsonSerializable(typeof(Dictionary<string, string[]>))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Leaves accents and apostrophes readable; answers are never put into a page as they are.</summary>
    public static ApiJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
