using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Collegue.Bench.Gateway;

/// <summary>A server started for the bench and stopped with it.</summary>
public sealed class TargetProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private volatile string last = "";

    private TargetProcess(Process process) => this.process = process;

    public ProcessTree Tree => ProcessTree.Of(process.Id);

    /// <summary>Starts a program and waits until its port takes connections.</summary>
    /// <exception cref="InvalidOperationException">It is not installed, or stopped.</exception>
    public static async Task<TargetProcess> StartAsync(
        string program, IReadOnlyList<string> arguments, int port, CancellationToken cancellation, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            process.Dispose();
            throw new InvalidOperationException($"{program} is not installed");
        }

        var target = new TargetProcess(process);
        process.OutputDataReceived += (_, line) => target.Hear(line.Data);
        process.ErrorDataReceived += (_, line) => target.Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await target.WaitAsync(port, cancellation);
            return target;
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static Uri AddressOf(int port) => new($"http://127.0.0.1:{port}");

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private void Hear(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            last = line.Trim();
        }
    }

    private async Task WaitAsync(int port, CancellationToken cancellation)
    {
        var from = Stopwatch.GetTimestamp();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"it stopped with code {process.ExitCode}: {last}");
            }

            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
                return;
            }
            catch (SocketException)
            {
                // Not listening yet.
            }
        }
        while (Stopwatch.GetElapsedTime(from) < Patience && await pause.WaitForNextTickAsync(cancellation));
        throw new InvalidOperationException($"it did not listen within {Patience.TotalSeconds:F0} s: {last}");
    }
}
