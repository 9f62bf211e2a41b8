using Collegue.Answering;
using Collegue.Answering.Generating;
using Collegue.Answering.Writing;
using Collegue.Casework;
using Collegue.Knowledge;
using Collegue.Knowledge.Embedding.Models;
using Collegue.Knowledge.SharedIndex;
using Collegue.Onnx;
using Collegue.Safeguards;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Jobs;
using Collegue.Storage.Organisations;
using Collegue.Storage.Postgres;
using Collegue.Storage.Sqlite;
using Collegue.Workers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collegue;

/// <summary>What every verb needs: storage and the libraries, on the engine the configuration names.</summary>
internal static class ProductServices
{
    /// <summary>PostgreSQL when <c>ConnectionStrings:Postgres</c> is set, else SQLite in the data directory.</summary>
    public static IServiceCollection AddProduct(this IServiceCollection services, IConfiguration configuration, DataDirectory data)
    {
        services.AddSingleton(data);
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<OrganisationScope>();
        services.AddSingleton<OrganisationDirectory>();
        services.AddScoped<AuditTrail>();
        services.AddScoped<JobQueue>();
        services.AddScoped<JobRequests>();
        services.AddDbContext<CollegueDb>(options =>
        {
            if (configuration.GetConnectionString("Postgres") is { Length: > 0 } connection)
            {
                options.UseColleguePostgres(connection);
            }
            else
            {
                options.UseCollegueSqlite(data.Path, configuration.GetValue("Storage:WriteWaitSeconds", 10));
            }
        });
        services.TryAddSingleton<ICaseSearch>(_ => configuration.GetConnectionString("Postgres") is { Length: > 0 } ? new PostgresCaseSearch() : new SqliteCaseSearch());
        services.AddKnowledge(data.Path, configuration.GetConnectionString("Postgres") is { Length: > 0 } database ? new SharedDatabase(database) : null);
        services.AddOnnxModels();
        services.AddOptions<EmbeddingsOptions>().BindConfiguration(EmbeddingsOptions.Section)
            .PostConfigure(embeddings => embeddings.Onnx.Folder = embeddings.Onnx.Folder.Length == 0 ? "" : data.In(embeddings.Onnx.Folder))
            .ValidateOnStart();
        // In the database, so that every node and every verb can open what another one encrypted.
        services.AddDataProtection().SetApplicationName("Collegue").PersistKeysToDbContext<CollegueDb>();
        services.AddSafeguards();
        services.AddAnswering();
        services.AddOptions<GeneratingOptions>().BindConfiguration(GeneratingOptions.Section).ValidateOnStart();
        services.AddWriting(data.Path);
        services.AddCasework();
        services.AddSingleton<Casework.Intake.Mail.IPublicAddress, PublicAddress>();
        services.AddImports(data);
        services.PostConfigure<Casework.Sending.MailOptions>(mail => mail.Folder ??= data.In("outbox"));
        return services;
    }

    /// <summary>Creates or upgrades the schema, and finds in the search the cases that were there before it; safe to call from every verb.</summary>
    public static async Task MigrateAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().EnterInstance();
        var db = scope.ServiceProvider.GetRequiredService<CollegueDb>();
        await db.Database.MigrateAsync(cancellation);
        await scope.ServiceProvider.GetRequiredService<ICaseSearch>().PrepareAsync(db, cancellation);
        await CaseTextBackfill.RunAsync(db, cancellation);
    }
}

/// <summary>Where an instance keeps its database, index, outbox and caches.</summary>
internal sealed record DataDirectory(string Path)
{
    public string In(string name) => System.IO.Path.Combine(Path, name);

    public static DataDirectory Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(full);
        return new DataDirectory(full);
    }
}
