using System.Text.Json;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Desk.Collections;

/// <summary>A document with its passages as they are indexed.</summary>
internal sealed class DocumentModel(CollectionShelf shelf, DocumentReader documents, RightsReader rights, TimeProvider clock) : PageModel
{
    [FromRoute]
    public string Slug { get; set; } = "";

    [FromRoute]
    public string Key { get; set; } = "";

    [FromQuery(Name = "of")]
    public string? Of { get; set; }

    [FromQuery(Name = "p")]
    public int Number { get; set; } = 1;

    public ShelvedCollection Shelved { get; private set; } = null!;

    public OpenedDocument Opened { get; private set; } = null!;

    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        if (await shelf.FindAsync(Slug, Of, await rights.OfAsync(User, cancellation), cancellation) is not { } shelved
            || await documents.OpenAsync(shelved.Collection, Key, Number, cancellation) is not { } opened)
        {
            return NotFound();
        }

        (Shelved, Opened) = (shelved, opened);
        return Page();
    }

    /// <summary>What an API client said of the document, name by name; nothing when it is not an object.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Metadata(Document document)
    {
        if (document.Metadata is null)
        {
            return [];
        }

        using var read = JsonDocument.Parse(document.Metadata);
        return read.RootElement.ValueKind == JsonValueKind.Object
            ? [.. read.RootElement.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, entry.Value.ToString()))]
            : [];
    }
}
