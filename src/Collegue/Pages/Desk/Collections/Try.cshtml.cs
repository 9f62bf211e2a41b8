using Collegue.Access;
using Collegue.Knowledge.Searching;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Collections;

/// <summary>Shows what a question finds, and why; one that finds nothing sure is noted.</summary>
internal sealed class TryModel(
    Search search, QuestionLog log, CollectionShelf shelf, RightsReader rights, CollegueDb db, CurrentOrganisation current, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "")]
    public TryForm Form { get; set; } = new();

    public IReadOnlyList<ShelvedCollection> Collections { get; private set; } = [];

    public IReadOnlyList<string> Themes { get; private set; } = [];

    public IReadOnlyList<string> AudienceNames { get; private set; } = [];

    /// <summary>The only document searched.</summary>
    public Document? Only { get; private set; }

    /// <summary>Null before anything was asked.</summary>
    public IReadOnlyList<SearchHit>? Hits { get; private set; }

    public SearchWeakness? Weakness { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        // A mistyped address searches everywhere rather than showing an error.
        ModelState.Clear();
        var agent = await rights.OfAsync(User, cancellation);
        Collections = await shelf.ListAsync(agent, cancellation);
        await LoadChoicesAsync(cancellation);
        if (Form.Document is { } id && Only is null)
        {
            return NotFound();
        }

        if (Form.Asked is not { } asked)
        {
            return Page();
        }

        var organisation = current.Required;
        Hits = await search.FindAsync(
            new SearchQuery(asked, organisation.Id, organisation.Ancestors, clock.Today(), Form.Shown, ForAgents: Form.AsAgent, Mode: Form.Mode)
            {
                Department = agent.Department,
                Collections = Chosen is { } chosen ? [chosen.Collection.Id] : null,
                Documents = Only is { } only ? [only.Id] : null,
                Audience = NullIfEmpty(Form.Audience),
                Theme = NullIfEmpty(Form.Theme),
                OnePerText = true,
                Explain = true,
            }, cancellation);
        Weakness = QuestionLog.WeaknessOf(Hits);
        if (Weakness is { } weakness && !Form.IsNarrowed)
        {
            await log.RecordAsync(asked, null, weakness, cancellation);
        }

        return Page();
    }

    public ShelvedCollection? Chosen => Collections.FirstOrDefault(entry => TryForm.ValueOf(entry) == Form.Collection);

    /// <summary>Where the page of a document found is; null when its collection is not on the agent's shelf.</summary>
    public string? AddressOf(Guid collection, string key, int? position = null) =>
        Collections.FirstOrDefault(entry => entry.Collection.Id == collection) is not { } entry ? null
        : position is { } at ? Url.KnowledgePassage(entry.Collection.Slug, entry.Of, key, at)
        : Url.KnowledgeDocument(entry.Collection.Slug, entry.Of, key);

    private async Task LoadChoicesAsync(CancellationToken cancellation)
    {
        var ids = Collections.Select(entry => entry.Collection.Id).ToList();
        var readable = db.Documents.AsNoTracking().Where(row => ids.Contains(row.CollectionId));
        Themes = await ValuesAsync(readable.Select(row => row.Theme), cancellation);
        AudienceNames = await ValuesAsync(readable.Select(row => row.Audience), cancellation);
        Only = Form.Document is { } document ? await readable.SingleOrDefaultAsync(row => row.Id == document, cancellation) : null;
    }

    private static async Task<IReadOnlyList<string>> ValuesAsync(IQueryable<string?> values, CancellationToken cancellation) =>
        [.. (await values.Where(value => value != null && value != "").Distinct().ToListAsync(cancellation)).OfType<string>().Order(StringComparer.CurrentCulture)];

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}

/// <summary>A hit with the page it is shown on, which knows where documents are.</summary>
internal sealed record ShownHit(SearchHit Hit, TryModel Page);
