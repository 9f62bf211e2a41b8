using System.Text.Json;
using Collegue.Casework.Triage;
using Collegue.Storage.Cases;
using Xunit;

namespace Collegue.Tests.Casework;

public sealed class DemoMessagesTests(ITestOutputHelper output)
{
    [Fact]
    public void No_sensitive_message_is_anything_but_human()
    {
        var triage = new Collegue.Casework.Triage.Triage(RuleSet.Default);
        var missed = new List<string>();
        var (count, rightHandling, rightTask) = (0, 0, 0);
        foreach (var line in File.ReadLines(DemoFile()).Where(line => line.Length > 0))
        {
            using var parsed = JsonDocument.Parse(line);
            var expect = parsed.RootElement.GetProperty("expect");
            var outcome = triage.Decide(parsed.RootElement.GetProperty("text").GetString()!);
            var sensitive = expect.TryGetProperty("sensitive", out var value) && value.ValueKind == JsonValueKind.String;
            if (sensitive && outcome.Handling != Handling.Human)
                missed.Add(parsed.RootElement.GetProperty("id").GetString()!);
            count++;
            if (string.Equals(expect.GetProperty("handling").GetString(), outcome.Handling.ToString(), StringComparison.OrdinalIgnoreCase))
                rightHandling++;
            if (expect.GetProperty("task").GetString() == outcome.Task)
                rightTask++;
        }

        output.WriteLine($"{count} messages: handling {rightHandling}, kind {rightTask}");
        Assert.True(count >= 60);
        Assert.Empty(missed);
    }

    private static string DemoFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "demo", "messages.jsonl");
            if (File.Exists(file))
                return file;
        }

        throw new FileNotFoundException("demo/messages.jsonl was not found above the tests.");
    }
}
