using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Desk.Collections;

internal sealed class ShelfModel(CollectionShelf shelf, RightsReader reader, DepartmentNames departments, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "")]
    public ShelfFilter Filter { get; set; } = new();

    public ShelfPage Shelf { get; private set; } = null!;

    public AgentRights Rights { get; private set; } = null!;

    public DateOnly Today => clock.Today();

    public DepartmentNames Departments => departments;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        // A mistyped address shows the list unfiltered rather than an error.
        ModelState.Clear();
        Rights = await reader.OfAsync(User, cancellation);
        Shelf = await shelf.ReadAsync(Filter, Rights, cancellation);
        await departments.LoadAsync(Shelf.Rows.Select(row => row.Shelved.Collection.OrganisationId), cancellation);
    }

    /// <summary>Whose it is, as the key of its words.</summary>
    public static string KindOf(ShelvedCollection shelved) =>
        shelved.Collection.IsNational ? "kind.national" : shelved.IsOwn ? "kind.local" : "kind.shared";

    public static string ReadersOf(Collection collection) => $"readers.{collection.Readers.ToString().ToLowerInvariant()}";
}
