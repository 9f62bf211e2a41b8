using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Collegue.Knowledge.Reading;

/// <summary>Runs a program of the system on a file nobody vouches for: bounded in time, memory and output, killed when it goes beyond.</summary>
internal static class ChildProgram
{
    private const int MostKilobytes = 1_500_000;
    private const int MostOutput = 2_000_000;

    /// <summary>Its full path, or null when it is not installed.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Null when it could not be started, took too long or wrote too much.</summary>
    public static async Task<(int Status, string Output)?> RunAsync(
        string program, IEnumerable<string> arguments, TimeSpan within, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = Start(program, arguments) };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(within);
        try
        {
            var complaints = process.StandardError.BaseStream.CopyToAsync(Stream.Null, limited.Token);
            var buffer = new char[MostOutput];
            var length = await process.StandardOutput.ReadBlockAsync(buffer, limited.Token).ConfigureAwait(false);
            if (length == MostOutput)
                return null;
            await complaints.ConfigureAwait(false);
            await process.WaitForExitAsync(limited.Token).ConfigureAwait(false);
            return (process.ExitCode, new string(buffer, 0, length));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The shell sets the limit of memory and gives its place to the program, so that killing one kills the other.</summary>
    private static ProcessStartInfo Start(string program, IEnumerable<string> arguments)
    {
        var limit = string.Create(CultureInfo.InvariantCulture, $"ulimit -v {MostKilobytes}; exec \"$0\" \"$@\"");
        var start = new ProcessStartInfo("/bin/sh", ["-c", limit, program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        return start;
    }
}
