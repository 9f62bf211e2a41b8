namespace Collegue.Knowledge.Sources.Folder;

/// <summary>The keys of a front matter, or of one entry of <c>documents.yaml</c>, as written.</summary>
internal sealed class DocumentFields
{
    public string? Title { get; set; }
    public string? Url { get; set; }
    public string? Updated { get; set; }
    public string? ValidFrom { get; set; }
    public string? ValidUntil { get; set; }
    public string? Theme { get; set; }
    public string? Audience { get; set; }
    public string? Department { get; set; }
    public string? Description { get; set; }

    /// <summary>What the file says of itself, completed by what the folder says of it.</summary>
    public DocumentFields CompletedBy(DocumentFields? other) => other is null ? this : new()
    {
        Title = Title ?? other.Title,
        Url = Url ?? other.Url,
        Updated = Updated ?? other.Updated,
        ValidFrom = ValidFrom ?? other.ValidFrom,
        ValidUntil = ValidUntil ?? other.ValidUntil,
        Theme = Theme ?? other.Theme,
        Audience = Audience ?? other.Audience,
        Department = Department ?? other.Department,
        Description = Description ?? other.Description,
    };
}
