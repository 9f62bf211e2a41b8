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
            var verdicts = await GroundingBench.RunAsync(GroundingBench.Read(parsed.GetValue(file)!), cancellation);
            BenchTable.PrintRows(GroundingBench.Rows(verdicts), parsed.GetValue(json));
            foreach (var verdict in parsed.GetValue(show) ? verdicts.Where(verdict => verdict.IsWrong) : [])
            {
                var (claim, shown) = (verdict.Claim, verdict.Shown);
                Console.WriteLine(claim.Supported
                    ? $"lost ({claim.Id}): {claim.Claim} [{string.Join(", ", verdict.Failed.Select(check => $"{check.Kind} \"{check.Value}\""))}] shown: {shown ?? "nothing"}"
                    : $"missed, {claim.Change} ({claim.Id}): {claim.Claim}");
            }

            return ExitCodes.Success;
        });
        return command;
    }
}
