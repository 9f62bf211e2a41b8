using Collegue.Bench.Mail;
using Collegue.Commands;
using Xunit;

namespace Collegue.Web.Tests.Mail;

/// <summary>The trial of <c>bench/run mail</c>, smaller.</summary>
public sealed class KilledMailTests(ITestOutputHelper output) : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("collegue-killed-mail-");

    [Fact]
    public async Task Every_mail_is_one_case_or_one_named_rejection_and_every_letter_arrives_once_through_two_kills()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var servers = await MailServers.StartAsync(cancellation);

        var report = await new MailTrial(servers, data.FullName, MailGenerator.Make(200, 40, 1), kills: 2, replies: 20).RunAsync(cancellation);

        output.WriteLine($"{report}");
        Assert.True(report.IsKept, $"{report}");
        Assert.True(report is { Received: 200, SoundNotOnce: 0, ArrivedTwice: 0, NeverArrived: 0, Replies: > 0 }, $"{report}");
    }

    public void Dispose() => data.Delete(recursive: true);
}
