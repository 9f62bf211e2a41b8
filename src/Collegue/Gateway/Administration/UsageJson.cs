using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Collegue.Gateway.Accounts.Usage;

namespace Collegue.Gateway.Administration;

/// <summary>How reports of use are written: groupings by their names.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(UsageView))]
internal sealed partial class UsageJson : JsonSerializerContext
{
    public static UsageJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<UsageGrouping>(JsonNamingPolicy.SnakeCaseLower) },
    });
}
