namespace Collegue.Knowledge.Sources.Folder;

/// <summary>What opening a folder gave.</summary>
public abstract record FolderOpening
{
    private FolderOpening()
    {
    }

    public sealed record Opened(FolderSource Source) : FolderOpening;

    /// <summary>Nothing can be read from it; <paramref name="Reason"/> is one clear line.</summary>
    public sealed record Refused(string Reason) : FolderOpening;
}
