namespace Collegue.Knowledge.Indexing;

/// <summary>The folder of this node's indexes, inside its data directory; created when needed, safe to delete.</summary>
public sealed record IndexLocation(string Folder);
