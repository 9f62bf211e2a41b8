using Collegue.Access;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages;

internal sealed class IndexModel(CurrentOrganisation current, OrganisationDirectory directory) : PageModel
{
    public Organisation? Organisation => current.View?.Organisation;

    /// <summary>What to choose from when the address names no organisation and none is the default.</summary>
    public IReadOnlyList<OrganisationView> Choices { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        if (Organisation is null)
        {
            Choices = await directory.ListAsync(cancellation);
        }
    }
}
