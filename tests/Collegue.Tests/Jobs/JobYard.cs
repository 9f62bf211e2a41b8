using Collegue.Casework;
using Collegue.Storage.Jobs;
using Collegue.Storage.Organisations;
using Collegue.Tests.Storage;
using Collegue.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Collegue.Tests.Jobs;

/// <summary>The product's worker over a test database, with a handler of the test's own. Several yards are several nodes.</summary>
internal sealed class JobYard : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public JobYard(TestDatabase database, Func<Guid, CancellationToken, Task> handle, string kind = JobKinds.ReadSource)
    {
        Database = database;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(database.Clock);
        services.AddScoped(_ => database.OpenWithoutScope());
        services.AddScoped(provider => provider.GetRequiredService<StorageSession>().Scope);
        services.AddScoped(provider => provider.GetRequiredService<StorageSession>().Db);
        services.AddScoped<JobQueue>();
        services.AddScoped<JobRequests>();
        services.AddSingleton<OrganisationDirectory>();
        services.AddScoped<IJobHandler>(_ => new Handler(kind, handle));
        _services = services.BuildServiceProvider();
        Worker = new JobWorker(_services.GetRequiredService<IServiceScopeFactory>(), _services.GetRequiredService<OrganisationDirectory>(),
            new JobLanes(1, SingleNode: false), database.Clock, NullLogger<JobWorker>.Instance);
    }

    public TestDatabase Database { get; }
    public JobWorker Worker { get; }

    public SourceClock Clock() => new(_services.GetRequiredService<IServiceScopeFactory>(), _services.GetRequiredService<OrganisationDirectory>(),
        Database.Clock, NullLogger<SourceClock>.Instance);

    public Task<bool> RunOneAsync() => Worker.RunOneAsync([], TestContext.Current.CancellationToken);

    public async Task AskAsync(Organisation organisation, Guid subject, bool again = false, string kind = JobKinds.ReadSource)
    {
        await using var session = await Database.OpenAsync(organisation);
        await new JobRequests(session.Db, session.Scope, Database.Clock).QueueAsync(kind, subject, again, TestContext.Current.CancellationToken);
    }

    public async Task<Job> JobAsync(Guid subject)
    {
        await using var session = Database.OpenInstance();
        return await session.Db.Jobs.AsNoTracking().SingleAsync(row => row.SubjectId == subject, TestContext.Current.CancellationToken);
    }

    /// <summary>Looks again until the job is as wanted; the run's own time limit ends it.</summary>
    public async Task UntilAsync(Guid subject, Func<Job, bool> wanted)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!wanted(await JobAsync(subject)))
        {
            await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    public async Task<ClaimedJob?> ClaimAsync()
    {
        await using var session = Database.OpenInstance();
        return await new JobQueue(session.Db, Database.Clock).ClaimAsync([], TestContext.Current.CancellationToken);
    }

    public async Task CompleteAsync(ClaimedJob job)
    {
        await using var session = Database.OpenInstance();
        await new JobQueue(session.Db, Database.Clock).CompleteAsync(job, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        Worker.Dispose();
        return _services.DisposeAsync();
    }

    private sealed class Handler(string kind, Func<Guid, CancellationToken, Task> handle) : IJobHandler
    {
        public string Kind => kind;

        public Task HandleAsync(Guid subjectId, CancellationToken cancellation) => handle(subjectId, cancellation);
    }
}
