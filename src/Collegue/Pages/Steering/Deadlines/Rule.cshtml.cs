using System.Globalization;
using Collegue.Access;
using Collegue.Casework;
using Collegue.Casework.Deadlines;
using Collegue.Casework.Intake;
using Collegue.Casework.Triage;
using Collegue.Storage;
using Collegue.Storage.Deadlines;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Collegue.Pages.Steering.Deadlines;

/// <summary>The rule of one kind: read, followed by a new entry, signed. What was is never changed.</summary>
internal sealed class RuleModel(
    RuleBook book, RuleSet kinds, CollegueDb db, DelayWording delays, TimeProvider clock, IOptionsSnapshot<CaseworkOptions> options, IStringLocalizer<DeadlineTexts> texts) : PageModel
{
    private const int LongestText = 4000;
    private const int MostDocuments = 40;

    [FromRoute(Name = "task")]
    public string Kind { get; set; } = "";

    [BindProperty]
    public Guid EntryId { get; set; }

    [BindProperty]
    public string? ValidFrom { get; set; }

    [BindProperty]
    public string? Registration { get; set; }

    [BindProperty]
    public string? Receipt { get; set; }

    [BindProperty]
    public bool Acknowledges { get; set; }

    [BindProperty]
    public string? Reply { get; set; }

    [BindProperty]
    public string? Silence { get; set; }

    [BindProperty]
    public SilenceEffect Effect { get; set; }

    [BindProperty]
    public bool MovesOwn { get; set; }

    [BindProperty]
    public bool MovesSilence { get; set; }

    [BindProperty]
    public PauseEffect Pause { get; set; }

    [BindProperty]
    public string? Documents { get; set; }

    [BindProperty]
    public string? UsualDocuments { get; set; }

    [BindProperty]
    public string? Source { get; set; }

    [BindProperty]
    public string? CountingSource { get; set; }

    [BindProperty]
    public string? Remedies { get; set; }

    [BindProperty]
    public bool Signed { get; set; }

    public string Name { get; private set; } = "";

    public string? Done { get; private set; }

    public GivenRule Current { get; private set; } = null!;

    public IReadOnlyList<(DeadlineRule Entry, GivenRule Given, string Author)> History { get; private set; } = [];

    public Delay Fallback => new(options.Value.ReplyTargetDays, DelayUnit.Days);

    public IEnumerable<SelectListItem> Effects => Enum.GetValues<SilenceEffect>().Select(effect => new SelectListItem(delays.Effect(effect), effect.ToString(), effect == Effect));

    public IEnumerable<SelectListItem> Pauses => Enum.GetValues<PauseEffect>().Select(pause => new SelectListItem(delays.Pause(pause), pause.ToString(), pause == Pause));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        Done = TempData["done"] as string;
        var terms = Current.Terms;
        ValidFrom = Day(clock.Today());
        (Registration, Receipt, Reply, Silence, Documents) =
            (delays.Say(terms.Registration), delays.Say(terms.Receipt), delays.Say(terms.Reply), delays.Say(terms.Silence), delays.Say(terms.Documents));
        (Acknowledges, Effect, MovesOwn, MovesSilence, Pause) = (terms.Acknowledges, terms.Effect, terms.MovesOwn, terms.MovesSilence, terms.Pause);
        (Source, CountingSource, Remedies, UsualDocuments) = (terms.Source, terms.CountingSource, terms.Remedies, string.Join('\n', terms.UsualDocuments));
        return Page();
    }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancellation)
    {
        if (!RulesTableModel.MayKeep(User))
        {
            return Forbid();
        }

        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        var from = FromDay();
        var terms = Terms();
        if (terms is null || from is null)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        await book.AddAsync(Kind, from.Value, terms, Signed, User.Acting(), cancellation);
        return After("added");
    }

    public async Task<IActionResult> OnPostSignAsync(CancellationToken cancellation) =>
        !RulesTableModel.MayKeep(User) ? Forbid()
        : !await LoadAsync(cancellation) || History.All(line => line.Entry.Id != EntryId) || !await book.SignAsync(EntryId, User.Acting(), cancellation) ? NotFound() : After("signed");

    private RedirectToPageResult After(string done)
    {
        TempData["done"] = done;
        return RedirectToPage("/Steering/Deadlines/Rule", null, new { task = Kind });
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        var kind = kinds.Kinds.FirstOrDefault(one => one.Slug == Kind);
        if (kind is null && Kind != ProposedRules.Other)
        {
            return false;
        }

        Name = kind is null ? texts["kind.other"] : RulesTableModel.NameOf(kind);
        Current = await book.OnAsync(Kind, clock.Today(), cancellation);
        var entries = await book.HistoryAsync(Kind, cancellation);
        var authors = entries.Select(entry => entry.EnteredByAgentId).ToHashSet();
        var names = await db.Users.AsNoTracking().Where(agent => authors.Contains(agent.Id)).ToDictionaryAsync(agent => agent.Id, agent => agent.DisplayName, cancellation);
        History = entries.ConvertAll(entry => (entry, RuleBook.Given(entry), names.GetValueOrDefault(entry.EnteredByAgentId, "")));
        return true;
    }

    private DateOnly? FromDay()
    {
        if (DateOnly.TryParseExact(ValidFrom, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= clock.Today())
        {
            return day;
        }

        ModelState.AddModelError(nameof(ValidFrom), texts["problem.from"]);
        return null;
    }

    private RuleTerms? Terms()
    {
        var registration = Needed(nameof(Registration), Registration);
        var receipt = Needed(nameof(Receipt), Receipt);
        var documents = Needed(nameof(Documents), Documents);
        var reply = string.IsNullOrWhiteSpace(Reply) ? null : Needed(nameof(Reply), Reply);
        var silence = string.IsNullOrWhiteSpace(Silence) ? null : Needed(nameof(Silence), Silence);
        var usual = PlainText.Clean(UsualDocuments ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Refuse(!Enum.IsDefined(Effect) || (Effect != SilenceEffect.Undetermined && string.IsNullOrWhiteSpace(Silence)), nameof(Silence), "problem.silence");
        Refuse(Kind == ProposedRules.Other && Effect != SilenceEffect.Undetermined, nameof(Effect), "problem.other");
        Refuse(string.IsNullOrWhiteSpace(Source), nameof(Source), "problem.source");
        Refuse(Effect == SilenceEffect.Refuses && string.IsNullOrWhiteSpace(Remedies), nameof(Remedies), "problem.remedies");
        Refuse(usual.Length > MostDocuments, nameof(UsualDocuments), "problem.documents");
        foreach (var (field, text) in new[] { (nameof(Source), Source), (nameof(Remedies), Remedies), (nameof(CountingSource), CountingSource), (nameof(UsualDocuments), UsualDocuments) })
        {
            Refuse(text?.Length > LongestText, field, "problem.long");
        }

        return ModelState.ErrorCount > 0 ? null : new RuleTerms
        {
            Registration = registration!.Value,
            Receipt = receipt!.Value,
            Acknowledges = Acknowledges,
            Reply = reply,
            Silence = silence,
            Effect = Effect,
            MovesOwn = MovesOwn,
            MovesSilence = MovesSilence,
            Pause = Pause,
            Documents = documents!.Value,
            Source = PlainText.Clean(Source!),
            CountingSource = PlainText.Clean(CountingSource ?? ""),
            Remedies = PlainText.Clean(Remedies ?? ""),
            UsualDocuments = usual,
        };
    }

    private Delay? Needed(string field, string? typed)
    {
        var delay = DelayWording.Read(typed);
        Refuse(delay is null, field, "problem.delay");
        return delay;
    }

    private void Refuse(bool wrong, string field, string key)
    {
        if (wrong)
        {
            ModelState.AddModelError(field, texts[key]);
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
