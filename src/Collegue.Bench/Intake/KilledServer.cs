using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Collegue.Bench.Intake;

/// <summary>A real <c>collegue serve</c> process that can be killed (SIGKILL) and started again on the same data and address.</summary>
public sealed class KilledServer(string assembly, string dataDirectory, IReadOnlyDictionary<string, string> environment, bool demo = true) : IAsyncDisposable
{
    private Process? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}/");

    public async Task StartAsync(CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[assembly, "serve", "--data", dataDirectory, "--urls", Address.ToString(), .. demo ? ["--demo"] : Array.Empty<string>()])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start) ?? throw new InvalidOperationException("The server process did not start.");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitUntilItAnswersAsync(process, cancellation);
    }

    public async Task KillAsync(CancellationToken cancellation)
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(cancellation);
        }

        process?.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync() => await KillAsync(CancellationToken.None);

    private async Task WaitUntilItAnswersAsync(Process started, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do
        {
            if (started.HasExited)
            {
                throw new InvalidOperationException($"The server stopped with code {started.ExitCode} before answering.");
            }

            try
            {
                using var answer = await http.GetAsync("/", cancellation);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
        while (await pause.WaitForNextTickAsync(cancellation));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
