using System.Runtime.CompilerServices;
using Collegue.Knowledge.Sources;

namespace Collegue.Bench.Sheets;

/// <summary>National sheets that were read already, to be imported as a test needs them.</summary>
internal sealed class SheetSource(string name, IReadOnlyList<NationalSheet> sheets) : ISource
{
    public string Name => name;

    public string? Notice => null;

    public int Expected => sheets.Count;

    /// <summary>Without those that are a question, and without the titles of the folders they stand in.</summary>
    public static SheetSource WithoutQuestions(string name, IReadOnlyList<NationalSheet> sheets) =>
        new(name, [.. sheets.Where(IsNoQuestion).Select(sheet => sheet with { Document = sheet.Document with { Path = [] } })]);

    public static bool IsNoQuestion(NationalSheet sheet) => !sheet.IsQuestion;

    public async IAsyncEnumerable<SourceItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var sheet in sheets)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new SourceItem.Read(sheet.Document);
        }

        await Task.CompletedTask;
    }
}
