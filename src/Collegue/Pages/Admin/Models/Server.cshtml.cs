using Collegue.Access;
using Collegue.Answering.Models;
using Collegue.Gateway.Administration;
using Collegue.Gateway.Routing;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Admin.Models;

/// <summary>A server of models: added, or changed. Its key is typed and never shown again.</summary>
[Authorize(Roles = nameof(Roles.Administrator))]
internal sealed class ServerModel(ModelKeeping keeping, CurrentOrganisation current, ServerKeys keys, IStringLocalizer<ModelTexts> texts) : PageModel
{
    private const int LongestName = 100;
    private const int LongestAddress = 500;
    private const int MostSeconds = 600;

    [FromRoute]
    public Guid? Id { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public bool ForgetKey { get; set; }

    [BindProperty]
    public InferencePlace? Place { get; set; }

    [BindProperty]
    public DataAllowance? MayReceive { get; set; }

    [BindProperty]
    public string? FirstTokenSeconds { get; set; } = "15";

    [BindProperty]
    public string? TotalSeconds { get; set; } = "90";

    [BindProperty]
    public bool Enabled { get; set; }

    public bool HasKey { get; private set; }

    public IEnumerable<SelectListItem> Places =>
        Enum.GetValues<InferencePlace>().Select(place => new SelectListItem(texts[$"place.{place}"], place.ToString()));

    public IEnumerable<SelectListItem> Allowances =>
        Enum.GetValues<DataAllowance>().Select(allowance => new SelectListItem(texts[$"receives.{allowance}"], allowance.ToString()));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (Id is not { } id)
        {
            Enabled = true;
            return Page();
        }

        if (await keeping.ServerAsync(id, cancellation) is not { } server)
        {
            return NotFound();
        }

        (Name, Address, Place, MayReceive, Enabled) = (server.Name, server.BaseAddress, server.Place, server.MayReceive, server.Enabled);
        (FirstTokenSeconds, TotalSeconds, HasKey) = ($"{server.FirstTokenSeconds}", $"{server.TotalSeconds}", server.ProtectedKey is not null);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var before = Id is { } id ? await keeping.ServerAsync(id, cancellation) : null;
        if (Id is not null && before is null)
        {
            return NotFound();
        }

        HasKey = before?.ProtectedKey is not null;
        if (Read(before) is not { } server)
        {
            return Refuse();
        }

        if (!await keeping.SaveAsync(server, before is null, User.Acting().AgentId, cancellation))
        {
            ModelState.AddModelError(nameof(Name), texts["server.name.taken"]);
            return Refuse();
        }

        TempData["done"] = before is null ? "server-added" : "server-changed";
        return RedirectToPage("/Admin/Models/Index", null, null);
    }

    private ModelServer? Read(ModelServer? before)
    {
        if (Name?.Trim() is not { Length: > 0 and <= LongestName })
        {
            ModelState.AddModelError(nameof(Name), texts["server.name.problem", LongestName]);
        }

        if (AddressOf(Address) is null)
        {
            ModelState.AddModelError(nameof(Address), texts["server.address.problem"]);
        }

        // A key goes to the address it was given for: another address needs it typed again.
        var moved = before?.ProtectedKey is not null && AddressOf(Address) is { } now && now != before.BaseAddress;
        if (moved && string.IsNullOrEmpty(Key) && !ForgetKey)
        {
            ModelState.AddModelError(nameof(Key), texts["server.key.again"]);
        }

        if (Key is { Length: > 0 } key && !key.Trim().All(letter => letter is > ' ' and < '\u007F'))
        {
            ModelState.AddModelError(nameof(Key), texts["server.key.problem"]);
        }

        if (Place is not { } place || !Enum.IsDefined(place))
        {
            ModelState.AddModelError(nameof(Place), texts["server.place.problem"]);
        }

        if (MayReceive is not { } allowance || !Enum.IsDefined(allowance))
        {
            ModelState.AddModelError(nameof(MayReceive), texts["server.receives.problem"]);
        }

        var first = Seconds(nameof(FirstTokenSeconds), FirstTokenSeconds);
        var total = Seconds(nameof(TotalSeconds), TotalSeconds);
        if (first > total)
        {
            ModelState.AddModelError(nameof(TotalSeconds), texts["server.total.problem"]);
        }

        if (ModelState.ErrorCount > 0)
        {
            return null;
        }

        var server = before ?? new ModelServer
        {
            OrganisationId = current.Required.Id,
            Id = keeping.NewId(),
            Name = "",
            BaseAddress = "",
            Place = default,
            MayReceive = default,
            FirstTokenSeconds = 0,
            TotalSeconds = 0,
            Enabled = false,
            CreatedAt = keeping.Now,
        };
        (server.Name, server.BaseAddress, server.Place, server.MayReceive) = (Name!.Trim(), AddressOf(Address)!, Place!.Value, MayReceive!.Value);
        (server.FirstTokenSeconds, server.TotalSeconds, server.Enabled) = (first!.Value, total!.Value, Enabled);
        server.ProtectedKey = Key?.Trim() is { Length: > 0 } typed ? keys.Protect(server.OrganisationId, server.Id, typed) : ForgetKey ? null : server.ProtectedKey;
        return server;
    }

    private int? Seconds(string field, string? typed)
    {
        if (int.TryParse(typed, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= MostSeconds)
        {
            return seconds;
        }

        ModelState.AddModelError(field, texts["server.seconds.problem", MostSeconds]);
        return null;
    }

    private static string? AddressOf(string? typed) =>
        typed?.Trim() is { Length: > 0 and <= LongestAddress } text && UpstreamAddress.IsUsable(text) ? text.TrimEnd('/') : null;

    private PageResult Refuse()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
