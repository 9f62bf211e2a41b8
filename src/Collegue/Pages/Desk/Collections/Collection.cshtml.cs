using System.Text.Json;
using Collegue.Pages.Desk.Collections.Keeping;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Collection = Collegue.Storage.Knowledge.Collection;

namespace Collegue.Pages.Desk.Collections;

/// <summary>One collection: its facts and its documents.</summary>
internal sealed class CollectionModel(
    CollectionShelf shelf, DocumentReader documents, ReadingReader readings, RightsReader rights, DepartmentNames departments, TimeProvider clock) : PageModel
{
    [FromRoute]
    public string Slug { get; set; } = "";

    /// <summary>Slug of the parent it belongs to.</summary>
    [FromQuery(Name = "of")]
    public string? Of { get; set; }

    [BindProperty(SupportsGet = true, Name = "")]
    public DocumentFilter Filter { get; set; } = new();

    public ShelvedCollection Shelved { get; private set; } = null!;

    public Collection Collection => Shelved.Collection;

    public DocumentPage Documents { get; private set; } = null!;

    public int Passages { get; private set; }

    public int Held { get; private set; }

    public Reading Reading { get; private set; } = null!;

    public bool MayChange { get; private set; }

    /// <summary>Where the documents lie on the server is the administrator's business.</summary>
    public bool ShowsPlace { get; private set; }

    public string? Department { get; private set; }

    public DateOnly Today => clock.Today();

    /// <summary>Key of what was just done, once.</summary>
    public string? Done { get; private set; }

    /// <summary>What the settings were before, to put them back.</summary>
    public CollectionSettings? Before { get; private set; }

    public string Mark => CollectionSettings.Of(Collection).Mark;

    public string Fingerprint => Reading.Last is { } run ? $"{run.Id:N}.{run.State}" : "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        Done = TempData["done"] as string;
        Before = TempData["before"] is string before ? JsonSerializer.Deserialize<CollectionSettings>(before) : null;
        Documents = await documents.ListAsync(Collection, Filter, cancellation);
        (Held, Passages) = (await shelf.CountAsync([Collection.Id], cancellation))[Collection.Id];
        await departments.LoadAsync([Collection.OrganisationId], cancellation);
        Department = departments.Of(Collection.OrganisationId, Collection.OwnerDepartment);
        return Page();
    }

    /// <summary>For the script that waits for a reading: changes when it ends.</summary>
    public async Task<IActionResult> OnGetFingerprintAsync(CancellationToken cancellation) =>
        await FindAsync(cancellation) ? Content(Fingerprint) : NotFound();

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        var agent = await rights.OfAsync(User, cancellation);
        if (await shelf.FindAsync(Slug, Of, agent, cancellation) is not { } found)
        {
            return false;
        }

        Shelved = found;
        MayChange = agent.MayChange(found.Collection);
        ShowsPlace = found.IsOwn && agent.IsAdministrator;
        Reading = await readings.OfAsync(found.Collection, cancellation);
        return true;
    }
}
