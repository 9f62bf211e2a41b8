using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Collegue.Gateway.Accounts.Usage;

/// <summary>How much carbon the electricity of the models is taken to emit.</summary>
internal sealed class CarbonOptions
{
    public const string Section = "Gateway";

    /// <summary>Grams of carbon dioxide equivalent for each kilowatt-hour; that of France by default.</summary>
    [Range(0, 2_000)]
    public decimal GramsCarbonPerKilowattHour { get; set; } = 21.7m;

    /// <summary>Who says so, shown with every estimate.</summary>
    [Required, StringLength(300)]
    public string CarbonSource { get; set; } = "RTE, Bilan électrique 2024 : 21,7 gCO₂eq par kWh produit en France";
}

[OptionsValidator]
internal sealed partial class CarbonOptionsValidator : IValidateOptions<CarbonOptions>;
