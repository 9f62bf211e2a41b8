using System.Text;
using Collegue.Knowledge.Sources;
using Collegue.Knowledge.Sources.Folder;
using Xunit;

namespace Collegue.Tests.Knowledge.Folder;

/// <summary>A folder of documents that lives as long as the test.</summary>
internal sealed class DocumentFolder : IDisposable
{
    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory("collegue-folder-");

    public DocumentFolder() => Root = Directory.CreateDirectory(Path.Combine(parent.FullName, "guide pratique")).FullName;

    public string Root { get; }

    public string Outside => parent.FullName;

    public DocumentFolder With(string path, string text) => With(path, Encoding.UTF8.GetBytes(text));

    public DocumentFolder With(string path, byte[] content)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
        return this;
    }

    public FolderSource Open() => Assert.IsType<FolderOpening.Opened>(FolderSource.Open(Root)).Source;

    public async Task<List<SourceItem>> ReadAsync()
    {
        var items = new List<SourceItem>();
        await foreach (var item in Open().ReadAsync(TestContext.Current.CancellationToken))
            items.Add(item);
        return items;
    }

    public async Task<SourceDocument> OnlyDocumentAsync() =>
        Assert.IsType<SourceItem.Read>(Assert.Single(await ReadAsync())).Document;

    public async Task<SourceItem.Skipped> OnlySkippedAsync() =>
        Assert.IsType<SourceItem.Skipped>(Assert.Single(await ReadAsync()));

    public void Dispose() => parent.Delete(recursive: true);
}

internal static class PassageLines
{
    /// <summary>"Heading > heading | text" of each passage, to compare a whole document at once.</summary>
    public static IReadOnlyList<string> Lines(this SourceDocument document) =>
        [.. document.Passages.Select(passage => $"{string.Join(" > ", passage.Heading)} | {passage.Text}")];
}
