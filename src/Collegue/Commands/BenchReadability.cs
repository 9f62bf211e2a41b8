using System.CommandLine;
using Collegue.Bench.Readability;

namespace Collegue.Commands;

/// <summary>Whether the difficulty shown by the writing help ranks sentences as people do, and better than their length alone.</summary>
internal static class BenchReadability
{
    public static Command Create()
    {
        var sentences = new Option<string>("--sentences") { Description = "File of levels given by people and sentences, with tabs; the higher the level, the harder.", Required = true };
        var json = DataOption.CreateJson();
        var command = new Command("readability", "Compare measures of difficulty with the levels that people gave to sentences (Spearman).") { sentences, json };
        command.SetAction(parsed =>
        {
            var report = ReadabilityBench.Run(RatedSentence.Read(parsed.GetValue(sentences)!));
            BenchTable.Print(report, parsed.GetValue(json));
            return report.Ours > report.WordsTimesLength ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }
}
