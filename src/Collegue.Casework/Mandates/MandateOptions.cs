using System.ComponentModel.DataAnnotations;
using Collegue.Storage.Mandates;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Mandates;

/// <summary>What each step of latitude asks for. Chosen here, to be discussed by each town hall: no text of law fixes them.</summary>
public sealed class MandateOptions
{
    public const string Section = "Mandates";

    [Range(1, 10_000)]
    public int ProposeReviews { get; set; } = 50;

    [Range(1, 10_000)]
    public int PrepareReviews { get; set; } = 100;

    [Range(1, 10_000)]
    public int ReplyReviews { get; set; } = 200;

    /// <summary>What the lower end of the 95 % interval must reach.</summary>
    [Range(0.5, 0.999)]
    public double ProposeRate { get; set; } = 0.80;

    [Range(0.5, 0.999)]
    public double PrepareRate { get; set; } = 0.90;

    [Range(0.5, 0.999)]
    public double ReplyRate { get; set; } = 0.95;

    /// <summary>Days of evidence looked at.</summary>
    [Range(7, 1_000)]
    public int WindowDays { get; set; } = 180;

    /// <summary>Days without a serious incident.</summary>
    [Range(1, 1_000)]
    public int IncidentDays { get; set; } = 90;

    /// <summary>Planted errors that must have been shown in the department of the kind, and the share of them seen, from Prepare on.</summary>
    [Range(1, 1_000)]
    public int PlantedErrors { get; set; } = 10;

    [Range(0.1, 1)]
    public double CaughtShare { get; set; } = 0.8;

    /// <summary>Minutes during which an agent can stop a reply that leaves by itself.</summary>
    [Range(5, 10_000)]
    public int StopMinutes { get; set; } = 120;

    /// <summary>Of a hundred replies that left by themselves, how many are read afterwards.</summary>
    [Range(1, 100)]
    public int AuditPercent { get; set; } = 20;

    /// <summary>Nothing was proved to go down, or up to Observe: a reason is enough.</summary>
    public (int Reviews, double Rate)? Needed(MandateLevel to) => to switch
    {
        MandateLevel.Propose => (ProposeReviews, ProposeRate),
        MandateLevel.Prepare => (PrepareReviews, PrepareRate),
        MandateLevel.Reply => (ReplyReviews, ReplyRate),
        _ => null,
    };

    /// <summary>The rate of factual changes tolerated at a granted level.</summary>
    public double Tolerated(MandateLevel level) => 1 - (Needed(level)?.Rate ?? ProposeRate);
}

[OptionsValidator]
internal sealed partial class MandateOptionsValidator : IValidateOptions<MandateOptions>;
