using Collegue.Access;
using Collegue.Answering;
using Collegue.Pages.Desk.Assistant.Keeping;
using Collegue.Storage.Conversations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Assistant;

/// <summary>What to have at hand for an appointment, on one page to print.</summary>
internal sealed class AppointmentModel(ConversationDesk desk, ConversationReader reader, IStringLocalizer<AssistantTexts> texts, TimeProvider clock) : PageModel
{
    /// <summary>How many of the last questions are on the sheet when none is chosen.</summary>
    private const int Usual = 3;

    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>Places of the questions wanted on the sheet.</summary>
    [FromQuery(Name = "turn")]
    public List<int> Chosen { get; set; } = [];

    public Conversation Conversation { get; private set; } = null!;

    public IReadOnlyList<ShownTurn> Answered { get; private set; } = [];

    public IReadOnlyList<int> OnSheet { get; private set; } = [];

    public AppointmentSheet Sheet { get; private set; } = null!;

    public DateOnly Today => Design.TownHallTime.DayOf(clock.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        if (await desk.FindAsync(Id, User.Acting().AgentId, cancellation) is not { } found)
        {
            return NotFound();
        }

        Conversation = found;
        Answered = [.. (await reader.TurnsAsync(Id, null, cancellation)).Where(turn => turn.State == TurnState.Answered)];
        var wanted = Answered.Where(turn => Chosen.Contains(turn.Turn.Position)).ToList();
        var shown = wanted.Count > 0 ? wanted : [.. Answered.TakeLast(Usual)];
        OnSheet = [.. shown.Select(turn => turn.Turn.Position)];
        Sheet = AppointmentSheet.Of(shown, SourceOf);
        return Page();
    }

    private string SourceOf(AnswerCitation citation) => citation.Updated is { } updated
        ? texts["appointment.source", citation.Title, updated.ToString("d", System.Globalization.CultureInfo.CurrentCulture)]
        : citation.Title;
}
