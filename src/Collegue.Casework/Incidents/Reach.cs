using Collegue.Storage.Incidents;

namespace Collegue.Casework.Incidents;

/// <summary>By what the replies that carry an error are looked for.</summary>
public enum Reach
{
    /// <summary>The sentence, as it is or lightly edited.</summary>
    Sentence,

    /// <summary>The passage it comes from, also when its document was imported again since.</summary>
    Passage,

    Document,

    /// <summary>The version of the rules that triaged the message.</summary>
    Rules,

    /// <summary>The prompt the model was given.</summary>
    Prompt,

    Model,
}

public static class Reaches
{
    /// <summary>Those the incident says enough for.</summary>
    public static IReadOnlyList<Reach> Of(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return [.. Enum.GetValues<Reach>().Where(reach => reach switch
        {
            Reach.Sentence => !string.IsNullOrWhiteSpace(incident.WrongText),
            Reach.Passage => incident.PassageId is not null,
            Reach.Document => incident.Document is not null,
            Reach.Rules => incident.RulesVersion is not null,
            Reach.Prompt => incident.PromptHash is not null,
            _ => incident.Model is not null,
        })];
    }

    /// <summary>Those already looked for.</summary>
    public static IReadOnlyList<Reach> Asked(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return [.. incident.Reaches.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Reach>)];
    }
}

/// <summary>A sent reply that carries the error.</summary>
/// <param name="Words">The words as they stand in it; null when only its origin tells.</param>
public sealed record FoundReply(Guid ReplyId, Guid CaseId, DateTimeOffset SentAt, FoundBy FoundBy, string? Words);
