namespace Collegue.Knowledge.Sources.Folder;

/// <summary>The keys of <c>collection.yaml</c> as written.</summary>
internal sealed class CollectionFields
{
    public string? Name { get; set; }
    public string? Title { get; set; }
    public string? Organisation { get; set; }
    public bool SharedWithChildren { get; set; }
    public string? OwnerDepartment { get; set; }
    public string? Licence { get; set; }
}
