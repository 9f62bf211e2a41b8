using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Desk.Channels;

/// <summary>What citizens ask about the handling of their case.</summary>
internal sealed class RequestsModel(DeliveryReader reader) : PageModel
{
    public IReadOnlyList<AskedRequest> Requests { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Requests = await reader.RequestsAsync(cancellation);
}
