using Collegue.Access;
using Collegue.Design;
using Collegue.Knowledge.Searching;
using Collegue.Pages.Desk.Collections;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Desk;

/// <summary>Looks for documents in what the organisation may read.</summary>
internal sealed class SearchModel(Search search, RightsReader rights, CurrentOrganisation current, TimeProvider clock) : PageModel
{
    private const int MaxLength = 300;
    private const int Top = 20;

    [FromQuery(Name = "q")]
    public string? Question { get; set; }

    /// <summary>Null before anything was asked.</summary>
    public IReadOnlyList<SearchHit>? Hits { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        if (Question?.Trim() is not { Length: > 0 } text)
        {
            return;
        }

        var organisation = current.Required;
        Hits = await search.FindAsync(
            new SearchQuery(text[..Math.Min(text.Length, MaxLength)], organisation.Id, organisation.Ancestors, TownHallTime.DayOf(clock.GetUtcNow()), Top, ForAgents: true)
            {
                Department = (await rights.OfAsync(User, cancellation)).Department,
            }, cancellation);
    }

    /// <summary>The beginning of a passage, cut between two words.</summary>
    public static string Excerpt(string text)
    {
        const int Most = 360;
        if (text.Length <= Most)
        {
            return text;
        }

        var cut = text.LastIndexOf(' ', Most);
        return string.Concat(text.AsSpan(0, cut > Most / 2 ? cut : Most), "…");
    }
}
