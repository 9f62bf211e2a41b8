using Collegue.Casework.Intake.Mail;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Collegue.Workers;

/// <summary>The configured address; without one, that on which the server listens.</summary>
internal sealed class PublicAddress(IServiceProvider services, IOptions<MailIntakeOptions> options) : IPublicAddress
{
    public string TrackingLink(OrganisationView organisation, string token)
    {
        var path = organisation.Organisation.IsDefault ? "" : $"/o/{organisation.Slug}";
        return $"{Base()}{path}/citizen/case/{token}";
    }

    private string Base() =>
        (options.Value.PublicAddress is { Length: > 0 } configured ? configured
            : services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://127.0.0.1:5080").TrimEnd('/');
}
