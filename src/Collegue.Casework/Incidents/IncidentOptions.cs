using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Incidents;

public sealed class IncidentOptions
{
    public const string Section = "Incidents";

    /// <summary>How long a correction waits before its first letter leaves, so that it can be taken back.</summary>
    [Range(0, 86_400)]
    public int CorrectionDelaySeconds { get; set; } = 300;
}

[OptionsValidator]
internal sealed partial class IncidentOptionsValidator : IValidateOptions<IncidentOptions>;
