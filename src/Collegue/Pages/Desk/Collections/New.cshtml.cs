using Collegue.Access;
using Collegue.Pages.Desk.Collections.Keeping;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Collections;

/// <summary>Makes a collection of files people give.</summary>
internal sealed class NewModel(CollegueDb db, CollectionDesk desk, RightsReader rights, IStringLocalizer<CollectionTexts> texts) : SettingsPage(db, texts)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Rights = await rights.OfAsync(User, cancellation);
        if (!Rights.MayCreate)
        {
            return Forbid();
        }

        Show(new CollectionSettings("", null, Rights.Department, Readers.Everyone, SharedWithChildren: false, 365, null));
        await LoadChoicesAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Rights = await rights.OfAsync(User, cancellation);
        switch (await desk.CreateAsync(Typed(), Rights, User.Acting().AgentId, cancellation))
        {
            case CollectionOutcome.Done done:
                TempData["done"] = "created";
                return Redirect(Url.CollectionFiles(done.Slug));
            case CollectionOutcome.Invalid invalid:
                return await RefuseAsync(invalid.Codes, cancellation);
            default:
                return Forbid();
        }
    }
}
