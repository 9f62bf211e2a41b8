using System.Text.Encodings.Web;
using System.Text.Json;

namespace Collegue.Commands;

/// <summary>JSON of the command line: snake case, accents left readable.</summary>
internal static class Wire
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Line<T>(T value) => JsonSerializer.Serialize(value, Options);
}
