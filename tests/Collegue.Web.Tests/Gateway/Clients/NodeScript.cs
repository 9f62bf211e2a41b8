using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Clients;

/// <summary>One line that a script of tests/Clients printed.</summary>
internal sealed record ClientCheck(string Check, bool Ok, string Detail);

/// <summary>Runs the scripts of tests/Clients, whose packages ./test installs.</summary>
internal static class NodeScript
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static async Task<IReadOnlyList<ClientCheck>> RunAsync(string script, ClientSetting setting)
    {
        var file = Path.Combine(Repository.Root, "tests", "Clients", script);
        Assert.True(Directory.Exists(Path.Combine(Path.GetDirectoryName(file)!, "node_modules")), $"The packages of {file} are not installed: ./test does it with npm ci.");
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo("node", [file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(file)!,
            Environment =
            {
                ["BASE_URL"] = setting.Address.ToString(),
                ["KEY"] = setting.Key,
                ["MODEL"] = setting.Chat,
                ["EMBEDDING_MODEL"] = setting.Embeddings,
                ["BUSY_MODEL"] = setting.Busy,
            },
        };
        process.Start();
        try
        {
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var lines = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            var checks = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<ClientCheck>(line, Web)!).ToList();
            Assert.True(checks.Count > 0, $"{script} printed nothing: {await errors}");
            Assert.Equal(checks.TrueForAll(check => check.Ok) ? 0 : 1, process.ExitCode);
            return checks;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
