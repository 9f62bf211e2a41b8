using System.ComponentModel.DataAnnotations;

namespace Collegue.Pages.Desk.Assistant;

/// <summary>Bounds of the agent's assistant.</summary>
public sealed class AssistantOptions
{
    public const string Section = "Assistant";

    /// <summary>Longest question, in characters.</summary>
    public const int LongestQuestion = 4000;

    /// <summary>Longest remark on an answer, in characters.</summary>
    public const int LongestNote = 2000;

    /// <summary>Most characters that the files of one conversation may hold together: all are read with each question.</summary>
    public const int MostAttachedCharacters = 2_000_000;

    /// <summary>How long an answer may take before it is ended, with or without scripts.</summary>
    [Range(1, 600)]
    public int AnswerSeconds { get; set; } = 60;

    /// <summary>Days a conversation is kept after its last question.</summary>
    [Range(1, 3650)]
    public int KeepDays { get; set; } = 180;

    /// <summary>Most files joined to one conversation.</summary>
    [Range(0, 50)]
    public int MaxFiles { get; set; } = 10;
}
