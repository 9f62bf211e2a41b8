using Collegue.Access;
using Collegue.Access.Keys;
using Collegue.Pages.Citizen;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Admin;

/// <summary>The keys of programs: who has one, for what, until when. A new key is shown once.</summary>
[PrivatePage]
internal sealed class KeysModel(ProgramKeys keys, TimeProvider clock, IStringLocalizer<AdminTexts> texts) : PageModel
{
    private static readonly int[] Durations = [30, 90, 365, 730];

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public bool ReadForAgents { get; set; }

    [BindProperty]
    public bool Write { get; set; }

    [BindProperty]
    public bool Cases { get; set; }

    [BindProperty]
    public bool CallModels { get; set; }

    [BindProperty]
    public bool Administer { get; set; }

    /// <summary>The agent the program works for.</summary>
    [BindProperty]
    public Guid? Holder { get; set; }

    /// <summary>The department whose work it serves.</summary>
    [BindProperty]
    public Guid? Department { get; set; }

    /// <summary>Days; 0 for no end.</summary>
    [BindProperty]
    public int Days { get; set; } = 365;

    public IReadOnlyList<ApiKey> Keys { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Agents { get; private set; } = new Dictionary<Guid, string>();

    public IReadOnlyDictionary<Guid, string> Departments { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>The keys that another one took the place of.</summary>
    public IReadOnlySet<Guid> Replaced { get; private set; } = new HashSet<Guid>();

    /// <summary>The key just made, once.</summary>
    public string? Created { get; private set; }

    /// <summary>The name of the key just revoked, once.</summary>
    public string? Revoked { get; private set; }

    public bool MayChange => User.IsInRole(nameof(Roles.Administrator));

    public IEnumerable<SelectListItem> HolderChoices => Named(Agents, texts["keys.holder.nobody"]);

    public IEnumerable<SelectListItem> DepartmentChoices => Named(Departments, texts["keys.department.none"]);

    public IEnumerable<SelectListItem> Choices =>
        [.. Durations.Select(days => new SelectListItem(texts[$"keys.days.{days}"], $"{days}")), new(texts["keys.days.0"], "0")];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Created = TempData["key"] as string;
        Revoked = TempData["revoked"] as string;
        await LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostCreateAsync(CancellationToken cancellation)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        if (Name?.Trim() is not { Length: > 0 and <= ProgramKeys.LongestName } name)
        {
            ModelState.AddModelError(nameof(Name), texts["keys.name.problem", ProgramKeys.LongestName]);
            return await AgainAsync(cancellation);
        }

        if (Days != 0 && !Durations.Contains(Days))
        {
            ModelState.AddModelError(nameof(Days), texts["keys.days.problem"]);
            return await AgainAsync(cancellation);
        }

        await LoadAsync(cancellation);
        if ((Holder is { } holder && !Agents.ContainsKey(holder)) || (Department is { } department && !Departments.ContainsKey(department)))
        {
            ModelState.AddModelError(nameof(Holder), texts["keys.holder.problem"]);
            return await AgainAsync(cancellation);
        }

        var scopes = ApiScopes.Read | (ReadForAgents ? ApiScopes.ReadForAgents : 0) | (Write ? ApiScopes.Write : 0) | (Cases ? ApiScopes.Cases : 0)
            | (CallModels ? ApiScopes.Models : 0) | (Administer ? ApiScopes.Administer : 0);
        var key = await keys.CreateAsync(name, scopes, Days == 0 ? null : Days, new KeyHolder(Holder, Department), User.Acting().AgentId, cancellation);
        TempData["key"] = key.Secret;
        return RedirectToPage("/Admin/Keys", null, null);
    }

    public string State(ApiKey key) =>
        key.RevokedAt is not null ? "revoked" : key.ExpiresAt <= clock.GetUtcNow() ? "expired" : Replaced.Contains(key.Id) ? "replaced" : "open";

    /// <summary>For whom the program works, in words; null for nobody in particular.</summary>
    public string? For(ApiKey key)
    {
        string?[] names = [Of(key.AgentId, Agents), Of(key.DepartmentId, Departments)];
        return string.Join(", ", names.OfType<string>()) is { Length: > 0 } held ? held : null;
    }

    private string? Of(Guid? id, IReadOnlyDictionary<Guid, string> names) =>
        id is { } known ? names.GetValueOrDefault(known, texts["keys.holder.gone"]) : null;

    private static IEnumerable<SelectListItem> Named(IReadOnlyDictionary<Guid, string> names, string none) =>
        [new(none, ""), .. names.OrderBy(name => name.Value, StringComparer.CurrentCulture).Select(name => new SelectListItem(name.Value, $"{name.Key}"))];

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Keys = await keys.ListAsync(cancellation);
        (Agents, Departments) = await keys.HoldersAsync(cancellation);
        Replaced = Keys.Select(key => key.RotatedFrom).OfType<Guid>().ToHashSet();
    }

    private async Task<IActionResult> AgainAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
