using Collegue.Bench.Intake;
using Collegue.Commands;
using Xunit;

namespace Collegue.Web.Tests.Journeys;

/// <summary>The real program in its own process, killed with SIGKILL while citizens write.</summary>
public sealed class KilledServerTests : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("collegue-killed-");

    [Fact]
    public async Task Every_confirmed_number_exists_once_and_is_prepared_after_two_kills()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var environment = new Dictionary<string, string> { ["COLLEGUE_Forms__PerMinute"] = "100000" };
        await using var server = new KilledServer(typeof(Serving).Assembly.Location, data.FullName, environment);
        string[] texts = ["Bonjour, combien coûte la cantine ?", "Comment faire une demande de Pacs ?", "je n'en peux plus", "horaires de la piscine"];

        var report = await IntakeBench.RunAsync(server, clients: 10, messages: 100, kills: 2, texts, cancellation);
        var kept = await KeptCases.WaitUntilPreparedAsync(data.FullName, cancellation);

        Assert.Equal((100, 100, 100), (report.Confirmed, report.DistinctNumbers, report.Found));
        Assert.Equal((100, 100, 100), (kept.Cases, kept.Prepared, kept.Triaged));
        Assert.True(kept.Drafts is > 0 and <= 75, $"{kept.Drafts} drafts for 75 messages that may have one");
    }

    public void Dispose() => data.Delete(recursive: true);
}
