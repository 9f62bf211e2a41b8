using Collegue.Access;
using Collegue.Answering;
using Collegue.Storage.Organisations;

namespace Collegue.Commands;

/// <summary>The product without its web server, for verbs.</summary>
internal static class Instance
{
    public static async Task<IHost> OpenAsync(string dataDirectory, CancellationToken cancellation)
    {
        var data = DataDirectory.Open(dataDirectory);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }));
        builder.Configuration.AddProductConfiguration(data);
        builder.Services.AddProduct(builder.Configuration, data);
        builder.Services.AddAgentStore();
        var host = builder.Build();
        await host.Services.MigrateAsync(cancellation);
        return host;
    }

    /// <summary>The organisation named, or the default one; a clear failure when there is none.</summary>
    public static async Task<OrganisationView> OrganisationAsync(this IServiceProvider services, string? slug, CancellationToken cancellation)
    {
        var directory = services.GetRequiredService<OrganisationDirectory>();
        return (slug is null ? await directory.FindDefaultAsync(cancellation) : await directory.FindAsync(slug, cancellation))
            ?? throw new InvalidOperationException(slug is null
                ? "this instance has no default organisation: name one with --organisation, or create one with 'collegue organisation import FILE'."
                : $"no organisation is named '{slug}'.");
    }

    /// <summary>A unit of work bound to one organisation.</summary>
    public static AsyncServiceScope CreateScope(this IServiceProvider services, OrganisationView organisation)
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().Enter(organisation.Id, organisation.Ancestors);
        return scope;
    }

    /// <summary>How to reach the humans of the organisation.</summary>
    public static OfficeContact Office(this OrganisationView view) => new(
        view.Name, view.Organisation.Phone, view.Organisation.Email, view.Organisation.OpeningHours, view.Organisation.PostalAddress);
}
