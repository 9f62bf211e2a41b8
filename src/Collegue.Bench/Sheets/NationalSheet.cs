using Collegue.Knowledge.Sources;

namespace Collegue.Bench.Sheets;

/// <summary>A sheet as the product reads it, with the titles that the product leaves out because they are those of other sheets.</summary>
/// <param name="Number">The same sheet for two audiences has one number: <c>F1427</c>.</param>
/// <param name="Folders">Titles of the folders it stands in.</param>
/// <param name="Questions">Question sheets it refers to: number and title.</param>
/// <param name="Related">Titles of related sheets and folders.</param>
internal sealed record NationalSheet(
    string Number,
    bool IsQuestion,
    SourceDocument Document,
    IReadOnlyList<string> Folders,
    IReadOnlyList<(string Number, string Title)> Questions,
    IReadOnlyList<string> Related)
{
    /// <summary>One question sheet in six is seen neither in training nor in the index of the test; chosen by its number only.</summary>
    public bool IsHeldOut => IsQuestion && HeldOut.Holds(Number);
}
