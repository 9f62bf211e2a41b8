namespace Collegue.Workers;

/// <summary>Which places of the server the administration page may name.</summary>
internal sealed class SourceOptions
{
    public const string Section = "Sources";

    /// <summary>
    /// Folders under which administrators may choose; by default <c>folders</c> in the data directory. The command line, which
    /// already has the server's files, is not bound by them.
    /// </summary>
    public IList<string> FolderRoots { get; init; } = [];
}
