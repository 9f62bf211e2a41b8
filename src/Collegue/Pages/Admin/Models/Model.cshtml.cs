using System.Globalization;
using Collegue.Access;
using Collegue.Gateway.Administration;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Admin.Models;

/// <summary>A model of a server: added, or changed.</summary>
[Authorize(Roles = nameof(Roles.Administrator))]
internal sealed class ModelModel(ModelKeeping keeping, IStringLocalizer<ModelTexts> texts) : PageModel
{
    private const int LongestName = 200;
    private const int LongestShownName = 100;
    private const int FewestTokens = 2_048;
    private const int MostTokens = 10_000_000;

    [FromRoute]
    public Guid? Id { get; set; }

    /// <summary>Where a new model is.</summary>
    [FromQuery(Name = "server")]
    public Guid? ServerId { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? ShownName { get; set; }

    [BindProperty]
    public string? Licence { get; set; }

    [BindProperty]
    public string? InputPrice { get; set; }

    [BindProperty]
    public string? OutputPrice { get; set; }

    [BindProperty]
    public string? CallPrice { get; set; }

    [BindProperty]
    public ModelKind? Kind { get; set; } = ModelKind.TextGeneration;

    [BindProperty]
    public string? WattHours { get; set; }

    [BindProperty]
    public string? EnergySource { get; set; }

    [BindProperty]
    public string? ContextTokens { get; set; } = "8192";

    [BindProperty]
    public bool Enabled { get; set; }

    /// <summary>An empty id is no id to a route that takes one.</summary>
    public IDictionary<string, string> Route =>
        Id is { } id ? new Dictionary<string, string> { ["id"] = $"{id}" } : new Dictionary<string, string> { ["server"] = $"{ServerId}" };

    public string ServerName { get; private set; } = "";

    public IEnumerable<SelectListItem> Kinds => Enum.GetValues<ModelKind>().Select(kind => new SelectListItem(texts[$"kind.{kind}"], kind.ToString()));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        if (Id is null)
        {
            Enabled = true;
            return Page();
        }

        var model = (await keeping.ModelAsync(Id.Value, cancellation))!;
        (Name, ShownName, Licence, Enabled) = (model.Name, model.ShownName, model.Licence, model.Enabled);
        (InputPrice, OutputPrice, CallPrice) = (Euros.Typed(model.InputMicros), Euros.Typed(model.OutputMicros), Euros.Typed(model.CallMicros));
        Kind = model.Kind;
        (WattHours, EnergySource) = (model.WattHoursPerThousandTokens?.ToString("0.######", CultureInfo.CurrentCulture), model.EnergySource);
        ContextTokens = model.ContextTokens.ToString(CultureInfo.InvariantCulture);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        var before = Id is { } id ? await keeping.ModelAsync(id, cancellation) : null;
        if (Read(before, await keeping.ServerAsync(ServerId!.Value, cancellation)) is not { } model)
        {
            return Refuse();
        }

        if (!await keeping.SaveAsync(model, before is null, User.Acting().AgentId, cancellation))
        {
            ModelState.AddModelError(nameof(ShownName), texts["model.name.taken"]);
            return Refuse();
        }

        TempData["done"] = before is null ? "model-added" : "model-changed";
        return RedirectToPage("/Admin/Models/Index", null, null);
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (Id is { } id)
        {
            ServerId = (await keeping.ModelAsync(id, cancellation))?.ServerId;
        }

        if (ServerId is not { } server || await keeping.ServerAsync(server, cancellation) is not { } found)
        {
            return false;
        }

        ServerName = found.Name;
        return true;
    }

    private LanguageModel? Read(LanguageModel? before, ModelServer? server)
    {
        Demand(Name?.Trim() is { Length: > 0 and <= LongestName }, nameof(Name), "model.name.problem");
        Demand(ShownName?.Trim() is { Length: > 0 and <= LongestShownName }, nameof(ShownName), "model.name.problem");
        var input = Price(nameof(InputPrice), InputPrice);
        var output = Price(nameof(OutputPrice), OutputPrice);
        var call = Price(nameof(CallPrice), CallPrice);
        Demand(Kind is { } kind && Enum.IsDefined(kind), nameof(Kind), "kind.problem");
        var energy = Number(WattHours);
        Demand(energy is not null || string.IsNullOrWhiteSpace(WattHours), nameof(WattHours), "model.energy.problem");
        Demand(energy is null || !string.IsNullOrWhiteSpace(EnergySource), nameof(EnergySource), "model.energy.from.problem");
        Demand(int.TryParse(ContextTokens?.Replace(" ", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var context)
            && context is >= FewestTokens and <= MostTokens, nameof(ContextTokens), "model.context.problem");
        if (ModelState.ErrorCount > 0)
        {
            return null;
        }

        var model = before ?? new LanguageModel
        {
            OrganisationId = server!.OrganisationId,
            Id = keeping.NewId(),
            ServerId = server.Id,
            Name = "",
            ShownName = "",
            ContextTokens = 0,
            Enabled = false,
        };
        (model.Name, model.ShownName, model.Licence) = (Name!.Trim(), ShownName!.Trim(), Blank(Licence));
        (model.InputMicros, model.OutputMicros, model.CallMicros) = (input!.Value, output!.Value, call!.Value);
        (model.Kind, model.ContextTokens, model.Enabled) = (Kind!.Value, context, Enabled);
        (model.WattHoursPerThousandTokens, model.EnergySource) = (energy, energy is null ? null : Blank(EnergySource));
        return model;
    }

    private void Demand(bool met, string field, string problem)
    {
        if (!met)
        {
            ModelState.AddModelError(field, texts[problem]);
        }
    }

    private long? Price(string field, string? typed)
    {
        var price = string.IsNullOrWhiteSpace(typed) ? 0 : Euros.Parse(typed);
        Demand(price is not null, field, "model.price.problem");
        return price;
    }

    private static double? Number(string? typed) =>
        double.TryParse(typed?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1_000_000 ? number : null;

    private static string? Blank(string? typed) => typed?.Trim() is { Length: > 0 } text ? text : null;

    private PageResult Refuse()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
