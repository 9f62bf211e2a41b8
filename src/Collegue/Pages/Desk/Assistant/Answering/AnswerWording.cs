using Collegue.Answering;
using Collegue.Design;
using Collegue.Storage.Conversations;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Assistant.Answering;

/// <summary>Says in words how an answer was made and what it is worth.</summary>
internal sealed class AnswerWording(IStringLocalizer<AssistantTexts> texts)
{
    /// <summary>Which engine and model: always said.</summary>
    public string Made(string? engine, string? model) => engine switch
    {
        null => texts["made.nothing"],
        Answerer.Extractive => texts["made.extractive"],
        _ => model is null ? texts["made.generative"] : texts["made.model", model],
    };

    public string Status(TurnState state, string? status) =>
        state == TurnState.Answered ? texts[$"status.{status}"] : texts[$"state.{state.ToString().ToLowerInvariant()}"];

    public static Tone ToneOf(TurnState state, string? status) => (state, status) switch
    {
        (TurnState.Answered, "answered") => Tone.Success,
        (TurnState.Answered, "needs_clarification") => Tone.Info,
        (TurnState.Answered, _) => Tone.Warning,
        (TurnState.Failed, _) => Tone.Error,
        _ => Tone.Neutral,
    };
}
