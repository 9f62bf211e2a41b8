namespace Collegue.Storage.Organisations;

/// <summary>A row of one organisation. <see cref="CollegueDb"/> filters every such row by the current <see cref="OrganisationScope"/>.</summary>
public interface IBelongsToOrganisation
{
    Guid OrganisationId { get; }
}
