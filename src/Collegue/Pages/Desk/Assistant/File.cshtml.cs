using Collegue.Access;
using Collegue.Pages.Desk.Assistant.Keeping;
using Collegue.Storage;
using Collegue.Storage.Conversations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Assistant;

/// <summary>The words read in a joined file, with the cited span set off; around it only when they are many.</summary>
internal sealed class FileModel(CollegueDb db, ConversationDesk desk) : PageModel
{
    private const int MostShown = 40_000;

    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute(Name = "file")]
    public Guid Chosen { get; set; }

    [FromQuery(Name = "start")]
    public int Start { get; set; }

    [FromQuery(Name = "length")]
    public int Length { get; set; }

    public Conversation Conversation { get; private set; } = null!;

    public string Name { get; private set; } = "";

    public string Before { get; private set; } = "";

    public string Marked { get; private set; } = "";

    public string After { get; private set; } = "";

    public bool IsCut { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        if (await desk.FindAsync(Id, User.Acting().AgentId, cancellation) is not { } found
            || await db.ConversationFiles.AsNoTracking().SingleOrDefaultAsync(row => row.ConversationId == Id && row.Id == Chosen, cancellation) is not { Text: { } text } file)
        {
            return NotFound();
        }

        (Conversation, Name) = (found, file.Name);
        var (start, length) = Start >= 0 && Length > 0 && Start <= text.Length - Length ? (Start, Length) : (0, 0);
        var from = text.Length <= MostShown ? 0 : Edge(text, Math.Max(0, start - (MostShown / 2)));
        var to = text.Length <= MostShown ? text.Length : Edge(text, Math.Min(text.Length, Math.Max(start + length, from + MostShown)));
        (Before, Marked, After) = (text[from..start], text[start..(start + length)], text[(start + length)..to]);
        IsCut = from > 0 || to < text.Length;
        return Page();
    }

    /// <summary>Never between the two halves of one sign.</summary>
    private static int Edge(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
}
