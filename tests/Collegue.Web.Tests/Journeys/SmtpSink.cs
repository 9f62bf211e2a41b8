using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using Xunit;

namespace Collegue.Web.Tests.Journeys;

/// <summary>Postfix's test server: accepts every message and writes it to a folder.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private const int MostTries = 25;

    private readonly Process process;
    private readonly DirectoryInfo folder;

    private SmtpSink(Process process, DirectoryInfo folder, int port) => (this.process, this.folder, Port) = (process, folder, port);

    public int Port { get; }

    public static async Task<SmtpSink> StartAsync()
    {
        var program = Environment.GetEnvironmentVariable("COLLEGUE_TEST_SMTP_SINK") is { Length: > 0 } path
            ? path
            : throw new InvalidOperationException("COLLEGUE_TEST_SMTP_SINK names no smtp-sink: run the tests with ./test.");
        for (var tries = 0; tries < MostTries; tries++)
        {
            // Another program may take the port between the question and the start: then the next one is tried.
            var port = FreePort();
            var folder = Directory.CreateTempSubdirectory("collegue-smtp-");
            string[] arguments = ["-u", Environment.UserName, "-d", $"{folder.FullName}/message.", $"inet:127.0.0.1:{port}", "50"];
            var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            if (await AnswersAsync(process, port))
            {
                return new SmtpSink(process, folder, port);
            }

            process.Dispose();
            folder.Delete(recursive: true);
        }

        throw new InvalidOperationException("smtp-sink did not start.");
    }

    /// <summary>What was received, once complete.</summary>
    public async Task<IReadOnlyList<MimeMessage>> ReceivedAsync() =>
        [.. await Task.WhenAll(folder.GetFiles("message.*").Where(file => file.Length > 0).OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => MimeMessage.LoadAsync(file.FullName, TestContext.Current.CancellationToken)))];

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        folder.Delete(recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> AnswersAsync(Process process, int port)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!process.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
                return true;
            }
            catch (SocketException)
            {
                await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            }
        }

        return false;
    }
}
