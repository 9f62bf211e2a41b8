namespace Collegue.Knowledge.Importing;

/// <summary>
/// Where a source is stored: the collection is created with these values. Afterwards it follows them when the source itself
/// says them (<paramref name="IsDescribed"/>); otherwise what people set on the screens stays.
/// </summary>
/// <param name="Ancestors">The organisations above, nearest first, as the scope wants them.</param>
/// <param name="Slug">Unique in the organisation; names the collection in commands.</param>
/// <param name="IsDescribed">A manifest in the source says the title, the sharing, the licence and the owner.</param>
public sealed record ImportTarget(
    Guid Organisation,
    IReadOnlyList<Guid> Ancestors,
    string Slug,
    string Title,
    bool SharedWithChildren = false,
    bool IsNational = false,
    string? Licence = null,
    string? OwnerDepartment = null,
    bool IsDescribed = false);
