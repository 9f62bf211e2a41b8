using Collegue.Access;
using Collegue.Casework.Mandates;
using Collegue.Pages.Desk.Assistant.Keeping;
using Collegue.Pages.Desk.Cases;
using Collegue.Pages.Desk.Collections;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk;

/// <summary>A document as it is in the fund, with the cited passage set off. Only what the organisation may read is found.</summary>
internal sealed class SourceModel(CollegueDb db, RightsReader rights, CitedTurns turns, SourceGate gate, TimeProvider clock) : PageModel
{
    [FromQuery(Name = "start")]
    public int? Start { get; set; }

    [FromQuery(Name = "length")]
    public int? Length { get; set; }

    /// <summary>The case the link was on.</summary>
    [FromQuery(Name = "from")]
    public Guid? From { get; set; }

    /// <summary>The answer of the assistant the link was on.</summary>
    [FromQuery(Name = "turn")]
    public Guid? Turn { get; set; }

    public Guid PassageId { get; private set; }

    /// <summary>Null when an import removed the passage since it was cited.</summary>
    public Document? Document { get; private set; }

    public IReadOnlyList<Passage> Passages { get; private set; } = [];

    /// <summary>What was cited, kept with the draft or the turn, when the passage itself is gone.</summary>
    public RememberedQuote? Remembered { get; private set; }

    /// <summary>The agent's own conversation the link was on.</summary>
    public CitedTurn? FromTurn { get; private set; }

    public string? FromNumber { get; private set; }

    public DateOnly Today => Design.TownHallTime.DayOf(clock.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(Guid passageId, CancellationToken cancellation)
    {
        PassageId = passageId;
        FromNumber = From is null ? null : await db.Cases.Where(row => row.Id == From).Select(row => row.Number).SingleOrDefaultAsync(cancellation);
        FromTurn = Turn is { } turn ? await turns.FindAsync(turn, User.Acting().AgentId, cancellation) : null;
        var cited = await db.Passages.AsNoTracking().SingleOrDefaultAsync(row => row.Id == passageId, cancellation);
        if (cited is not null)
        {
            Document = await db.Documents.AsNoTracking().Include(row => row.Collection)
                .SingleAsync(row => row.OrganisationId == cited.OrganisationId && row.Id == cited.DocumentId, cancellation);
            if (!(await rights.OfAsync(User, cancellation)).MayRead(Document.Collection!))
            {
                return NotFound();
            }

            Passages = await db.Passages.AsNoTracking()
                .Where(row => row.OrganisationId == cited.OrganisationId && row.DocumentId == cited.DocumentId)
                .OrderBy(row => row.Position).ToListAsync(cancellation);
            if (From is { } from)
            {
                await gate.OpenedAsync(from, passageId, User.Acting().AgentId, cancellation);
            }

            return Page();
        }

        Remembered = FromTurn?.QuoteOf(passageId, Start) ?? await db.Citations.AsNoTracking().Where(row => row.PassageId == passageId)
            .OrderBy(row => row.Start == Start ? 0 : 1).ThenByDescending(row => row.Id)
            .Select(row => new RememberedQuote(row.Title, row.Quote, row.Url)).FirstOrDefaultAsync(cancellation);
        if (Remembered is null)
        {
            return NotFound();
        }

        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }

    public IHtmlContent TextOf(Passage passage) =>
        MarkedText.Render(passage.Text, passage.Id == PassageId && Start is { } start && Length is { } length and > 0 && start >= 0 && start <= passage.Text.Length - length
            ? [new Mark(start, start + length, 1)]
            : []);
}
