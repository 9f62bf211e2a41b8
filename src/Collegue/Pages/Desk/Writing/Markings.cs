using Collegue.Answering.Writing;
using Collegue.Pages.Desk.Cases;

namespace Collegue.Pages.Desk.Writing;

/// <summary>Findings as the screen numbers them: the same words found twice have one number.</summary>
internal sealed record NumberedFinding(int Number, FindingKind Kind, string Words, int Times, Answering.Writing.Lists.GlossaryEntry? Entry);

internal sealed class Markings
{
    private static readonly FindingKind[] Marked = [FindingKind.Jargon, FindingKind.Passive, FindingKind.Nominalisation, FindingKind.Negation, FindingKind.Rare];

    public Markings(Diagnosis diagnosis)
    {
        Rows = [.. diagnosis.Findings.Where(finding => Marked.Contains(finding.Kind)).GroupBy(KeyOf).Select((group, at) => new NumberedFinding(
            at + 1, group.Key.Kind, group.First().Text, group.Count(), group.First().Entry))];
        var numbers = Rows.ToDictionary(row => (row.Kind, row.Words.ToUpperInvariant()), row => row.Number);
        Marks = [.. diagnosis.Findings.Where(finding => Marked.Contains(finding.Kind)).Select(finding => new Mark(finding.Start, finding.End, numbers[KeyOf(finding)]))];
    }

    public IReadOnlyList<NumberedFinding> Rows { get; }

    public IReadOnlyList<Mark> Marks { get; }

    public NumberedFinding this[int number] => Rows[number - 1];

    private static (FindingKind Kind, string Words) KeyOf(Finding finding) => (finding.Kind, finding.Text.ToUpperInvariant());
}
