using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Collegue.Answering;

namespace Collegue.Pages.Desk.Assistant.Keeping;

/// <summary>Answers as they are kept with their turns.</summary>
internal static class AnswerJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(Answer answer) => JsonSerializer.Serialize(answer, Options);

    public static Answer? Read(string? kept) => kept is null ? null : JsonSerializer.Deserialize<Answer>(kept, Options);
}
