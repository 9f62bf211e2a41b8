namespace Collegue.Workers;

internal static class WorkersFeature
{
    public static void AddWorkers(this WebApplicationBuilder builder)
    {
        // On SQLite this process is the only node: what a killed one held can be taken back at once.
        var singleNode = builder.Configuration.GetConnectionString("Postgres") is not { Length: > 0 };
        builder.Services.AddSingleton(new JobLanes(Count: 2, singleNode));
        builder.Services.AddHostedService<JobWorker>();
    }
}
