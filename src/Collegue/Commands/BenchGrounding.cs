using System.CommandLine;
using Collegue.Bench.Grounding;

namespace Collegue.Commands;

/// <summary>Sentences written by hand about real passages, true or subtly false: how many the checks refuse.</summary>
internal static class BenchGrounding
{
    public static Command Create()
    {
        var file = new Option<string>("--claims") { Description = "JSONL file with \"passage\", \"claim\", \"supported\" and \"change\".", Required = true };
        var show = new Option<bool>("--show") { Description = "Also print the sentences judged wrongly." };
        var json = DataOption.CreateJson();
        var command = new Command("grounding", "Measure how many subtly false sentences the checks catch, and how many true ones they refuse.") { file, show, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (rows, wrong) = await GroundingBench.RunAsync(GroundingBench.Read(parsed.GetValue(file)!), cancellation);
            BenchTable.PrintRows(rows, parsed.GetValue(json));
            foreach (var (claim, failed) in parsed.GetValue(show) ? wrong : [])
            {
                Console.WriteLine($"{(claim.Supported ? $"refused for {string.Join(", ", failed.Select(check => $"{check.Kind} \"{check.Value}\""))} though true" : $"missed, {claim.Change}")} ({claim.Id}): {claim.Claim}");
            }

            return ExitCodes.Success;
        });
        return command;
    }
}
