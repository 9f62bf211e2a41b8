using System.Diagnostics;
using Xunit;

namespace Collegue.Web.Tests;

/// <summary>What a verb printed, and how it ended.</summary>
internal sealed record Ended(int Code, string Lines, string Errors);

/// <summary>Runs a verb of the program, in a process of its own, on the data of a server that runs on SQLite.</summary>
internal static class CommandLine
{
    public static async Task<Ended> RunAsync(ProductServer server, params string[] arguments)
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo("dotnet", [typeof(Serving).Assembly.Location, .. arguments, "--data", server.DataPath])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process.Start();
        try
        {
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var lines = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return new Ended(process.ExitCode, lines, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
