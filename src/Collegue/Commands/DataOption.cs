using System.CommandLine;
using Collegue.Knowledge.Searching;

namespace Collegue.Commands;

/// <summary>The options that several verbs take.</summary>
internal static class DataOption
{
    public static Option<string> Create() => new("--data")
    {
        Description = "Data directory (default: $COLLEGUE_DATA, else ./data).",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("COLLEGUE_DATA") is { Length: > 0 } data ? data : "data",
    };

    public static Option<SearchMode> CreateMode() => new("--mode")
    {
        Description = "By words and meaning (hybrid), by words (lexical) or by meaning (semantic).",
        DefaultValueFactory = _ => SearchMode.Hybrid,
    };

    public static Option<bool> CreateJson() => new("--json") { Description = "Print JSON." };

    public static Option<string?> CreateOrganisation() => new("--organisation") { Description = "Organisation, by its short name (default: the instance's default one)." };
}
