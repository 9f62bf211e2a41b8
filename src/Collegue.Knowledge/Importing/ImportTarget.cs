namespace Collegue.Knowledge.Importing;

/// <summary>Where a source is stored: the collection is created at its first import and follows these values afterwards.</summary>
/// <param name="Ancestors">The organisations above, nearest first, as the scope wants them.</param>
/// <param name="Slug">Unique in the organisation; names the collection in commands.</param>
public sealed record ImportTarget(
    Guid Organisation,
    IReadOnlyList<Guid> Ancestors,
    string Slug,
    string Title,
    bool SharedWithChildren = false,
    bool IsNational = false,
    string? Licence = null,
    string? OwnerDepartment = null);
