using System.Globalization;
using Collegue.Casework.Intake;
using Collegue.Storage.Conversations;
using Microsoft.AspNetCore.Mvc;

namespace Collegue.Pages.Desk.Assistant;

/// <summary>One of the agent's own conversations.</summary>
internal sealed class ConversationModel(ChatTools tools) : ChatPage(tools)
{
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>The turn a form or a script is about.</summary>
    [FromQuery(Name = "turn")]
    public Guid? Turn { get; set; }

    [FromQuery(Name = "file")]
    public Guid? Chosen { get; set; }

    [BindProperty]
    public FeedbackKind? Kind { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await FindAsync(cancellation) ? await ShowAsync(cancellation) : NotFound();

    /// <summary>For the script that showed the answer as it came: the turn as it is stored.</summary>
    public async Task<IActionResult> OnGetTurnAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || Turn is not { } wanted
            || (await Tools.Reader.TurnsAsync(Id, wanted, cancellation)).SingleOrDefault() is not { } turn)
        {
            return NotFound();
        }

        Response.Headers["X-Turn-State"] = turn.State.ToString().ToLowerInvariant();
        return Partial("_Turn", new TurnView(this, turn));
    }

    public async Task<IActionResult> OnPostRemoveFileAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || Chosen is not { } file || !await Tools.Files.RemoveAsync(Id, file, cancellation))
        {
            return NotFound();
        }

        TempData["done"] = "file-removed";
        return Redirect(Own);
    }

    public async Task<IActionResult> OnPostFeedbackAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || Turn is not { } turn || (await Tools.Reader.TurnsAsync(Id, turn, cancellation)).SingleOrDefault() is not { } shown)
        {
            return NotFound();
        }

        Note = PlainText.Clean(Note ?? "") is { Length: > 0 } note ? note : null;
        if (Kind is not { } kind || !Enum.IsDefined(kind) || Note?.Length > AssistantOptions.LongestNote)
        {
            // Each turn has its own form: the error leads to the field of this one.
            var form = $"{AssistantLinks.Anchor(shown.Turn.Position)}-feedback-";
            return await RefuseAsync(
                form + (Kind is null ? nameof(FeedbackKind.Useful) : "note"),
                [Kind is null ? Texts["feedback.kind.missing"] : Texts["feedback.note.long", AssistantOptions.LongestNote.ToString("N0", CultureInfo.CurrentCulture)]], cancellation);
        }

        if (!await Tools.Feedback.GiveAsync(Id, turn, Agent, kind, Note, cancellation))
        {
            return NotFound();
        }

        TempData["done"] = "feedback";
        return Redirect(Url.Turn(Id, shown.Turn.Position));
    }

    private protected override async Task<bool> FindAsync(CancellationToken cancellation) =>
        (Opened = await Tools.Desk.FindAsync(Id, Agent, cancellation)) is not null;
}
