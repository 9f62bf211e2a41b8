using System.Text;

namespace Collegue.Web.Tests.Admin;

/// <summary>The product with a folder that administrators may choose documents from.</summary>
public sealed class SourcesServer : ProductServer
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("collegue-root-");

    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [.. base.Settings, new("Sources:FolderRoots:0", root.FullName)];

    /// <summary>A new folder of documents, by name and text.</summary>
    public string Folder(string name, params IEnumerable<(string File, string Text)> files)
    {
        var folder = root.CreateSubdirectory(name).FullName;
        foreach (var (file, text) in files)
        {
            File.WriteAllBytes(Path.Combine(folder, file), Encoding.UTF8.GetBytes(text));
        }

        return folder;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        root.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}
