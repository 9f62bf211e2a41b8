using System.Text.RegularExpressions;
using Collegue.Answering.Extracting;

namespace Collegue.Answering.Safeguards.Gate;

/// <summary>
/// Reads a question before any source or model does: somebody in danger or asking for a person gets one at once, and what the
/// colleague must not do is refused. The rules are the lines of <c>gate.txt</c>.
/// </summary>
internal static partial class QuestionGate
{
    /// <summary>A longer text is a message: its beginning and its end are read.</summary>
    private const int LongestRead = 20_000;

    private static readonly Rule[] Rules = [.. Read()];

    /// <summary>The first rule that holds; null when none does.</summary>
    public static GateVerdict? Examine(string text)
    {
        var read = text.Length <= LongestRead ? text : string.Concat(text.AsSpan(0, LongestRead / 2), "\n", text.AsSpan(text.Length - (LongestRead / 2)));
        var folded = Spaces().Replace(Words.Fold(read), " ").Trim();
        return Array.Find(Rules, rule => rule.Pattern.IsMatch(folded))?.Verdict;
    }

    private static IEnumerable<Rule> Read()
    {
        using var stream = typeof(QuestionGate).Assembly.GetManifestResourceStream("Collegue.Answering.Safeguards.Gate.gate.txt")
            ?? throw new InvalidOperationException("The rules of the gate are not in the program.");
        using var reader = new StreamReader(stream);
        GateVerdict? section = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (Section().Match(line) is { Success: true } title)
                section = Verdict(title.Groups["kind"].Value, title.Groups["name"].Value);
            else
                yield return new Rule(new Regex(line, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking), section ?? throw new InvalidOperationException("A rule of the gate stands before its section."));
        }
    }

    private static GateVerdict Verdict(string kind, string name) => kind switch
    {
        "crisis" or "human" => new GateVerdict(AnswerStatus.Human, $"Gate.{name}", true),
        "refused" => new GateVerdict(AnswerStatus.Refused, $"Gate.{name}", true),
        "scope" => new GateVerdict(AnswerStatus.OutOfScope, $"Gate.{name}", false),
        _ => throw new InvalidOperationException($"The gate has no section {kind}."),
    };

    private sealed record Rule(Regex Pattern, GateVerdict Verdict);

    [GeneratedRegex(@"^\[(?<kind>[a-z]+) (?<name>[a-z-]+)\]$", RegexOptions.CultureInvariant)]
    private static partial Regex Section();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
