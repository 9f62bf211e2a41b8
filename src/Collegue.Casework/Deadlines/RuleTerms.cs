using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Collegue.Storage.Deadlines;

namespace Collegue.Casework.Deadlines;

/// <summary>What a rule of the table says for a kind of task.</summary>
public sealed record RuleTerms
{
    /// <summary>To say that the request is registered.</summary>
    public required Delay Registration { get; init; }

    /// <summary>To send the acknowledgement of receipt, with what silence means.</summary>
    public required Delay Receipt { get; init; }

    /// <summary>No: nothing is asked for, as in a message of thanks, and nothing is acknowledged.</summary>
    public bool Acknowledges { get; init; } = true;

    /// <summary>The organisation's own objective; null for the one of the configuration.</summary>
    public Delay? Reply { get; init; }

    /// <summary>After which silence stands for a decision; null when no text makes it one.</summary>
    public Delay? Silence { get; init; }

    public SilenceEffect Effect { get; init; }

    /// <summary>The delays of the organisation end on a working day.</summary>
    public bool MovesOwn { get; init; }

    /// <summary>The delay of silence ends on a working day.</summary>
    public bool MovesSilence { get; init; }

    /// <summary>What asking for documents does to the delay of silence.</summary>
    public PauseEffect Pause { get; init; }

    /// <summary>Time given to the citizen to add the documents.</summary>
    public required Delay Documents { get; init; }

    /// <summary>The text of law the delay of silence and its effect come from.</summary>
    public string Source { get; init; } = "";

    /// <summary>Where the choices on weekends, holidays and pauses come from.</summary>
    public string CountingSource { get; init; } = "";

    /// <summary>Told to the citizen when silence refuses.</summary>
    public string Remedies { get; init; } = "";

    /// <summary>Documents usually asked for, in the citizen's words.</summary>
    public IReadOnlyList<string> UsualDocuments { get; init; } = [];
}

public enum SilenceEffect
{
    /// <summary>Nobody has said: nothing is told to the citizen.</summary>
    Undetermined,
    Accepts,
    Refuses,
}

public enum PauseEffect
{
    /// <summary>The delay runs on.</summary>
    None,

    /// <summary>The delay stands still while the citizen has time to answer (silence that refuses).</summary>
    Suspends,

    /// <summary>The delay begins when the documents are there (silence that accepts).</summary>
    Restarts,
}

/// <summary>Who answers for a rule, and since when.</summary>
public sealed record RuleSignature(string Name, DateTimeOffset At);

/// <summary>A rule as a case gets it. What silence means is only ever told from a signed one.</summary>
/// <param name="Id">The organisation's entry; null for a proposal of the product.</param>
/// <param name="Task">The kind it was written for.</param>
public sealed record GivenRule(Guid? Id, string Task, DateOnly? ValidFrom, RuleTerms Terms, RuleSignature? Signed)
{
    /// <summary>What may be told to the citizen.</summary>
    [JsonIgnore]
    public SilenceEffect ToldEffect => Signed is not null && Terms.Silence is not null ? Terms.Effect : SilenceEffect.Undetermined;
}

/// <summary>Rules as stored.</summary>
internal static class RuleJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new DelayJson(), new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static string Write<T>(T rule) => JsonSerializer.Serialize(rule, Options);

    public static T Read<T>(string stored) =>
        JsonSerializer.Deserialize<T>(stored, Options) ?? throw new JsonException("A stored rule is empty.");

    private sealed class DelayJson : JsonConverter<Delay>
    {
        public override Delay Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Delay.TryParse(reader.GetString(), out var delay) ? delay : throw new JsonException("A delay is written as '7 Days'.");

        public override void Write(Utf8JsonWriter writer, Delay value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
