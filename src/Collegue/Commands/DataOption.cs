using System.CommandLine;

namespace Collegue.Commands;

/// <summary>The <c>--data</c> and <c>--json</c> options every verb takes.</summary>
internal static class DataOption
{
    public static Option<string> Create() => new("--data")
    {
        Description = "Data directory (default: $COLLEGUE_DATA, else ./data).",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("COLLEGUE_DATA") is { Length: > 0 } data ? data : "data",
    };

    public static Option<bool> CreateJson() => new("--json") { Description = "Print JSON." };

    public static Option<string?> CreateOrganisation() => new("--organisation") { Description = "Organisation, by its short name (default: the instance's default one)." };
}
