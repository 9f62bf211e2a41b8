using Collegue.Access;
using Collegue.Casework;
using Collegue.Knowledge.Sources.ServicePublic;
using Collegue.Knowledge.Sources.Site;
using Collegue.Knowledge.Sources.Upload;
using Microsoft.Extensions.Options;

namespace Collegue.Workers;

internal static class WorkersFeature
{
    public static void AddWorkers(this WebApplicationBuilder builder)
    {
        // On SQLite this process is the only node: what a killed one held can be taken back at once.
        builder.Services.AddSingleton(provider => new JobLanes(
            Count: 4, SingleNode: provider.GetRequiredService<IConfiguration>().GetConnectionString("Postgres") is not { Length: > 0 }));
        builder.Services.AddHostedService<JobWorker>();
        builder.Services.AddHostedService<FirstImport>();
        builder.Services.AddScoped<FreshnessRound>();
        builder.Services.AddScoped<IJobHandler, FeedbackTelling>();
        builder.Services.AddScoped<ConversationRetention>();
        builder.Services.AddHostedService<FreshnessWatch>();
        builder.Services.AddHostedService<SourceClock>();
        builder.Services.AddOptions<SourceOptions>().BindConfiguration(SourceOptions.Section);
        builder.Services.AddScoped<SourceAddition>();
        builder.Services.AddHostedService<EmbeddingWorker>();
        builder.Services.AddHostedService<MailboxWatch>();
    }

    /// <summary>Imports shared by the command line and the server; downloads are kept in <c>sources</c> of the data directory.</summary>
    public static void AddImports(this IServiceCollection services, DataDirectory data)
    {
        services.AddOptions<ServicePublicOptions>().BindConfiguration(ServicePublicOptions.Section).ValidateDataAnnotations();
        services.AddSingleton(provider => new ServicePublicLocator(
            new HttpClient { Timeout = Timeout.InfiniteTimeSpan }, data.In("sources"), provider.GetRequiredService<IOptions<ServicePublicOptions>>().Value));
        services.AddOptions<SiteOptions>().BindConfiguration(SiteOptions.Section).ValidateDataAnnotations();
        services.AddSingleton(provider => new SiteLocator(
            data.In("sources"), provider.GetRequiredService<IOptions<SiteOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
        services.AddOptions<UploadOptions>().BindConfiguration(UploadOptions.Section).ValidateDataAnnotations();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<UploadOptions>>().Value);
        services.AddScoped<Uploads>();
        services.AddScoped<OrganisationImport>();
        services.AddScoped<FirstOrganisations>();
        services.AddScoped<SourceOpener>();
        services.AddScoped<Imports>();
        services.AddScoped<SourceControl>();
        services.AddScoped<IJobHandler, SourceReading>();
    }
}
