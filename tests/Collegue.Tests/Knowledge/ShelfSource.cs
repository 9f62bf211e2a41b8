using System.Runtime.CompilerServices;
using Collegue.Knowledge.Sources;
using Collegue.Storage.Knowledge;

namespace Collegue.Tests.Knowledge;

/// <summary>A source that gives what a test put on it.</summary>
public sealed class ShelfSource(params SourceItem[] items) : ISource
{
    public string Name => "shelf";
    public string? Notice { get; init; }
    public int Expected => items.Length;

    /// <summary>Called before the item of this number is given.</summary>
    public Func<int, Task>? Before { get; init; }

    public async IAsyncEnumerable<SourceItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var at = 0; at < items.Length; at++)
        {
            if (Before is { } before)
            {
                await before(at);
            }

            cancellation.ThrowIfCancellationRequested();
            yield return items[at];
        }
    }

    public static ShelfSource Of(params SourceDocument[] documents) => new([.. documents.Select(document => new SourceItem.Read(document))]);

    public static SourceDocument Page(
        string key, string title, string text, string? description = null, DateOnly? from = null, DateOnly? until = null) =>
        new(key, title, $"https://www.sainte-amarelle.example/{key}", [], null, null, description, new DateOnly(2026, 1, 15), from, until,
            [Passage(text)]);

    public static SourcePassage Passage(string text, PassageKind kind = PassageKind.Body, string? heading = null, string? situation = null) =>
        new(kind, heading is null ? [] : [heading], situation is null ? [] : [situation], text);

    public static SourceItem Read(SourceDocument document) => new SourceItem.Read(document);

    public static SourceItem Broken(string file) => new SourceItem.Skipped(file, "it is truncated");
}
