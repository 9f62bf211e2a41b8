using System.ComponentModel.DataAnnotations;
using Collegue.Casework.Triage.Choosing;
using Collegue.Casework.Triage.Classifying;
using Collegue.Casework.Triage.Requests;
using Collegue.Casework.Triage.Versions;
using Collegue.Knowledge.Embedding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Triage;

public sealed class TriageOptions
{
    public const string Section = "Triage";

    /// <summary>A rules file that replaces the one shipped with the program; empty for the latter.</summary>
    [MaxLength(4096)]
    public string? RulesFile { get; set; }
}

public static class TriageRegistration
{
    /// <summary>Adds <see cref="RuleSet"/> and <see cref="Triage"/>, both read once and immutable.</summary>
    public static IServiceCollection AddTriage(this IServiceCollection services)
    {
        services.AddOptions<TriageOptions>().BindConfiguration(TriageOptions.Section).ValidateDataAnnotations();
        services.TryAddSingleton(provider => Read(provider.GetRequiredService<IOptions<TriageOptions>>().Value));
        services.TryAddSingleton(provider => MessageClassifier.Load(provider.GetRequiredService<TextEmbedder>()));
        services.TryAddSingleton(provider => new Triage(provider.GetRequiredService<RuleSet>(), provider.GetRequiredService<MessageClassifier>()));
        services.TryAddSingleton<PublishedTriages>();
        services.TryAddScoped<CurrentTriage>();
        services.TryAddScoped<KindByModel>();
        services.TryAddScoped<RuleVersions>();
        services.TryAddScoped<TriageCorrections>();
        services.AddScoped<IJobHandler, RuleTrialJob>();
        services.TryAddSingleton(provider => new RequestFinder(provider.GetRequiredService<RuleSet>(), provider.GetRequiredService<MessageClassifier>()));
        return services;
    }

    private static RuleSet Read(TriageOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.RulesFile))
            return RuleSet.Default;
        using var file = File.OpenRead(options.RulesFile);
        return RuleSet.Load(file);
    }
}
