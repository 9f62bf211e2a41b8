using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Collegue.Casework;

public sealed class CaseworkOptions
{
    public const string Section = "Casework";

    /// <summary>
    /// Days within which the organisation means to reply. Its own objective, shown as the deadline at the desk;
    /// the legal clock of each kind of task comes with its own table.
    /// </summary>
    [Range(1, 365)]
    public int ReplyTargetDays { get; set; } = 10;

    /// <summary>Seconds in which an agent may still stop a reply just sent; 0 sends at once.</summary>
    [Range(0, 600)]
    public int UndoSeconds { get; set; } = 30;

    /// <summary>How far ahead a reply may be scheduled, in days.</summary>
    [Range(1, 365)]
    public int ScheduleDays { get; set; } = 60;

    /// <summary>Longest message accepted, in characters.</summary>
    [Range(100, 100_000)]
    public int MaxMessageLength { get; set; } = 10_000;

    [Range(0, 20)]
    public int MaxAttachments { get; set; } = 3;

    /// <summary>Largest file accepted, in bytes.</summary>
    [Range(1_024, 50_000_000)]
    public long MaxAttachmentBytes { get; set; } = 5_000_000;
}

[OptionsValidator]
internal sealed partial class CaseworkOptionsValidator : IValidateOptions<CaseworkOptions>;
