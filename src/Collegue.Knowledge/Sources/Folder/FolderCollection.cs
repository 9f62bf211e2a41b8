namespace Collegue.Knowledge.Sources.Folder;

/// <summary>What <c>collection.yaml</c> says of a folder of documents.</summary>
/// <param name="Name">Slug of the collection: letters without accents, digits and hyphens.</param>
/// <param name="Title">Never empty.</param>
/// <param name="Organisation">Slug of the organisation it belongs to, when the folder says so.</param>
/// <param name="IsDescribed">True when the folder has a <c>collection.yaml</c>: what it says then holds at each import.</param>
public sealed record FolderCollection(
    string Name, string Title, string? Organisation, bool SharedWithChildren, string? OwnerDepartment, string? Licence, bool IsDescribed = false);
