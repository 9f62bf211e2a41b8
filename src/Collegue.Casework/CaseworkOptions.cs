using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Collegue.Casework;

public sealed class CaseworkOptions
{
    public const string Section = "Casework";

    /// <summary>
    /// Days within which the organisation means to reply when the table of delays gives no objective for the kind of task.
    /// </summary>
    [Range(1, 365)]
    public int ReplyTargetDays { get; set; } = 10;

    /// <summary>Seconds in which an agent may still stop a reply just sent; 0 sends at once.</summary>
    [Range(0, 600)]
    public int UndoSeconds { get; set; } = 30;

    /// <summary>How far ahead a reply may be scheduled, in days.</summary>
    [Range(1, 365)]
    public int ScheduleDays { get; set; } = 60;

    /// <summary>Days before its deadline from which a case is soon late, until the organisation sets its own.</summary>
    [Range(0, 60)]
    public int SoonDays { get; set; } = 3;

    /// <summary>Requests of one e-mail address in a day beyond which an agent decides whether receipt is acknowledged (abusive mail, CRPA L112-11).</summary>
    [Range(1, 1000)]
    public int ReceiptsPerAddressAndDay { get; set; } = 10;

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
