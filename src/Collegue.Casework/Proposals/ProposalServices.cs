using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Proposals;

public sealed class ProposalOptions
{
    public const string Section = "Proposals";

    /// <summary>How long the letter of an accepted proposal waits, so that it can be taken back.</summary>
    [Range(0, 86_400)]
    public int UndoSeconds { get; set; } = 300;
}

[OptionsValidator]
internal sealed partial class ProposalOptionsValidator : IValidateOptions<ProposalOptions>;

internal static class ProposalServices
{
    public static void AddProposals(this IServiceCollection services)
    {
        services.AddOptions<ProposalOptions>().BindConfiguration(ProposalOptions.Section).ValidateOnStart();
        services.TryAddSingleton<IValidateOptions<ProposalOptions>, ProposalOptionsValidator>();
        services.TryAddScoped<DuplicateFinder>();
        services.TryAddScoped<ProposalMaking>();
        services.TryAddScoped<LinkedCases>();
        services.TryAddScoped<ProposalDesk>();
    }
}
