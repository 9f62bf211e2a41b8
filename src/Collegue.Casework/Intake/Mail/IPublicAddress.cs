using Collegue.Storage.Organisations;

namespace Collegue.Casework.Intake.Mail;

/// <summary>Where citizens reach this instance, for what is written without a request of theirs at hand.</summary>
public interface IPublicAddress
{
    string TrackingLink(OrganisationView organisation, string token);
}
