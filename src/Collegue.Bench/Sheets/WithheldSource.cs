using System.Runtime.CompilerServices;
using Collegue.Knowledge.Sources;

namespace Collegue.Bench.Sheets;

/// <summary>The national sheets without those that are a question, and without the titles of the folders they stand in.</summary>
internal sealed class WithheldSource(string name, IReadOnlyList<NationalSheet> sheets) : ISource
{
    private readonly IReadOnlyList<NationalSheet> given = [.. sheets.Where(IsIndexed)];

    public static bool IsIndexed(NationalSheet sheet) => !sheet.IsQuestion;

    public string Name => name;

    public string? Notice => null;

    public int Expected => given.Count;

    public async IAsyncEnumerable<SourceItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var sheet in given)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new SourceItem.Read(sheet.Document with { Path = [] });
        }

        await Task.CompletedTask;
    }
}
