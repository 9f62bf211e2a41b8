using System.Globalization;
using Collegue.Access;
using Collegue.Gateway.Administration;
using Collegue.Gateway.Routing;
using Collegue.Pages.Admin.Models;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Admin.Gateway;

/// <summary>A name of the gateway: added, or changed. What a reload would refuse is refused here, with what to do.</summary>
[Authorize(Roles = nameof(Roles.Administrator))]
internal sealed class RouterModel(RouterKeeping keeping, IStringLocalizer<GatewayTexts> texts, IStringLocalizer<ModelTexts> models) : PageModel
{
    private const int LastPosition = 99;

    [FromRoute]
    public Guid? Id { get; set; }

    /// <summary>Of the router as it was shown.</summary>
    [BindProperty]
    public string? Stamp { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    /// <summary>One a line.</summary>
    [BindProperty]
    public string? Aliases { get; set; }

    [BindProperty]
    public ModelKind? Kind { get; set; } = ModelKind.TextGeneration;

    [BindProperty]
    public RoutingStrategy? Strategy { get; set; } = RoutingStrategy.InOrder;

    [BindProperty]
    public RouterMasking? Masking { get; set; } = RouterMasking.AsServersRequire;

    [BindProperty]
    public InferencePlace? Farthest { get; set; }

    [BindProperty]
    public bool Shared { get; set; }

    [BindProperty]
    public bool Enabled { get; set; }

    [BindProperty]
    public List<ProviderField> Providers { get; set; } = [];

    public IReadOnlyDictionary<Guid, LanguageModel> Models { get; private set; } = new Dictionary<Guid, LanguageModel>();

    /// <summary>Somebody else changed it while it was on screen.</summary>
    public GatewayRouter? Meanwhile { get; private set; }

    public IEnumerable<SelectListItem> Kinds => Choices<ModelKind>(kind => models[$"kind.{kind}"]);

    public IEnumerable<SelectListItem> Strategies => Choices<RoutingStrategy>(strategy => texts[$"strategy.{strategy}"]);

    public IEnumerable<SelectListItem> Maskings => Choices<RouterMasking>(masking => texts[$"masking.{masking}"]);

    public IEnumerable<SelectListItem> Places => Choices<InferencePlace>(place => models[$"place.{place}"]);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var row = Id is { } id ? await keeping.FindAsync(id, cancellation) : null;
        if (Id is not null && row is null)
        {
            return NotFound();
        }

        await LoadAsync(cancellation);
        Show(row);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Providers.Exists(field => !Models.ContainsKey(field.Model)))
        {
            // Their fields are numbered: what was typed is shown again under other numbers.
            Providers = [.. Providers.Where(field => Models.ContainsKey(field.Model))];
            ModelState.Clear();
            ModelState.AddModelError("", texts["router.models.changed"]);
            return Refuse(StatusCodes.Status409Conflict);
        }

        if (Read() is not { } draft)
        {
            return Refuse(StatusCodes.Status422UnprocessableEntity);
        }

        switch (await keeping.SaveAsync(Id, Stamp, draft, User.Acting().AgentId, cancellation))
        {
            case RouterOutcome.Saved:
                TempData["done"] = Id is null ? "router-added" : "router-changed";
                return RedirectToPage("/Admin/Gateway/Index", null, null);
            case RouterOutcome.Wrong wrong:
                Explain(wrong);
                return Refuse(StatusCodes.Status422UnprocessableEntity);
            case RouterOutcome.Changed when Id is { } id && await keeping.FindAsync(id, cancellation) is { } now:
                // What was typed stays; sent once more, it takes the place of what is there now.
                (Meanwhile, Stamp) = (now, RouterStamp.Of(now));
                ModelState.Remove(nameof(Stamp));
                return Refuse(StatusCodes.Status409Conflict);
            case RouterOutcome.Changed:
                ModelState.AddModelError("", texts["router.models.changed"]);
                return Refuse(StatusCodes.Status409Conflict);
            default:
                TempData["gone"] = "router";
                return RedirectToPage("/Admin/Gateway/Index", null, null);
        }
    }

    private RouterDraft? Read()
    {
        var aliases = (Aliases ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Demand(Name?.Trim() is { } name && RouterDraft.IsName(name), nameof(Name), texts["router.name.problem", GatewayRouter.LongestName]);
        Demand(RouterDraft.AreAliases(aliases), nameof(Aliases), texts["router.aliases.problem", GatewayRouter.LongestName]);
        Demand(Kind is { } kind && Enum.IsDefined(kind), nameof(Kind), texts["router.choose"]);
        Demand(Strategy is { } strategy && Enum.IsDefined(strategy), nameof(Strategy), texts["router.choose"]);
        Demand(Masking is { } masking && Enum.IsDefined(masking), nameof(Masking), texts["router.choose"]);
        Demand(Farthest is { } place && Enum.IsDefined(place), nameof(Farthest), texts["router.choose.place"]);
        var chosen = new List<(int Position, DraftProvider Provider)>();
        foreach (var (index, field) in Providers.Index().Where(field => field.Item.Used))
        {
            var weight = Number($"Providers[{index}].{nameof(field.Weight)}", texts["provider.weight.of", Models[field.Model].ShownName], field.Weight, RouterNames.HeaviestWeight);
            var position = Number($"Providers[{index}].{nameof(field.Position)}", texts["provider.position.of", Models[field.Model].ShownName], field.Position, LastPosition);
            chosen.Add((position, new DraftProvider(field.Model, weight)));
        }

        return ModelState.ErrorCount > 0
            ? null
            : new RouterDraft(
                Name!.Trim(), aliases, Kind!.Value, Strategy!.Value, Masking!.Value, Farthest!.Value, Shared, Enabled,
                [.. chosen.OrderBy(one => one.Position).Select(one => one.Provider)]);
    }

    private void Explain(RouterOutcome.Wrong wrong)
    {
        var (field, text) = wrong.Problem switch
        {
            RouterProblem.NameTaken => (wrong.Name == Name?.Trim() ? nameof(Name) : nameof(Aliases), texts["router.name.taken", wrong.Name ?? ""]),
            RouterProblem.NoProvider => (Providers.Count > 0 ? $"Providers[0].{nameof(ProviderField.Used)}" : "", texts["problem.NoProvider"]),
            RouterProblem.OtherKind => (nameof(Kind), texts["problem.OtherKind"]),
            _ => ("", texts[$"problem.{wrong.Problem}"]),
        };
        ModelState.AddModelError(field, Capitalised(text));
    }

    // In lists of problems they follow a name.
    private static string Capitalised(string sentence) => char.ToUpper(sentence[0], CultureInfo.CurrentCulture) + sentence[1..];

    private void Show(GatewayRouter? row)
    {
        var kept = row?.Providers.ToDictionary(provider => provider.ModelId) ?? [];
        Providers =
        [
            .. Models.Values.OrderBy(model => kept.TryGetValue(model.Id, out var provider) ? provider.Position : int.MaxValue).Select((model, index) => new ProviderField
            {
                Model = model.Id,
                Used = kept.ContainsKey(model.Id),
                Weight = kept.TryGetValue(model.Id, out var provider) ? $"{provider.Weight}" : "1",
                Position = $"{index + 1}",
            }),
        ];
        if (row is null)
        {
            Enabled = true;
            return;
        }

        (Stamp, Name, Aliases) = (RouterStamp.Of(row), row.Name, row.Aliases);
        (Kind, Strategy, Masking, Farthest) = (row.Kind, row.Strategy, row.Masking, row.Farthest);
        (Shared, Enabled) = (row.SharedWithChildren, row.Enabled);
    }

    private async Task LoadAsync(CancellationToken cancellation) => Models = (await keeping.ModelsAsync(cancellation)).ToDictionary(model => model.Id);

    private int Number(string field, string label, string? typed, int most)
    {
        var read = int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most;
        Demand(read, field, texts["provider.number.problem", most, label]);
        return number;
    }

    private void Demand(bool met, string field, string problem)
    {
        if (!met)
        {
            ModelState.AddModelError(field, problem);
        }
    }

    private PageResult Refuse(int status)
    {
        Response.StatusCode = status;
        return Page();
    }

    private static IEnumerable<SelectListItem> Choices<T>(Func<T, string> text)
        where T : struct, Enum => Enum.GetValues<T>().Select(value => new SelectListItem(text(value), value.ToString()));

    /// <summary>A model of the organisation, and whether it answers under the name.</summary>
    public sealed class ProviderField
    {
        public Guid Model { get; set; }

        public bool Used { get; set; }

        public string? Weight { get; set; }

        public string? Position { get; set; }
    }
}
