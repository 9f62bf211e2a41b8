namespace Collegue.Knowledge.Importing;

/// <summary>What the database already holds of a document: enough to see whether it changed.</summary>
internal sealed record StoredDocument(string Key, Guid Id, long Number, string ContentHash);
