using System.Globalization;
using Collegue.Access;
using Collegue.Casework.Drafting;
using Collegue.Pages.Desk.Assistant.Keeping;
using Collegue.Pages.Desk.Collections;
using Collegue.Storage.Conversations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Desk.Assistant;

/// <summary>An answer as a letter, an e-mail or plain text, with its sources: to be selected, copied or printed.</summary>
internal sealed class CopyModel(ConversationDesk desk, ConversationReader reader, AnswerCopy copies, RightsReader rights) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public Guid Turn { get; set; }

    [FromQuery(Name = "as")]
    public CopyForm Form { get; set; }

    public Conversation Conversation { get; private set; } = null!;

    public int Position { get; private set; }

    public bool HasUnsupported { get; private set; }

    public CopiedAnswer Copied { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!Enum.IsDefined(Form) || await desk.FindAsync(Id, User.Acting().AgentId, cancellation) is not { } found
            || (await reader.TurnsAsync(Id, Turn, cancellation)).SingleOrDefault() is not { Answer: { } answer } turn)
        {
            return NotFound();
        }

        (Conversation, Position) = (found, turn.Turn.Position);
        HasUnsupported = answer.Sentences.Any(sentence => !sentence.Supported);
        var agent = await rights.OfAsync(User, cancellation);
        Copied = await copies.ComposeAsync(answer, turn.Turn.Question, Form, agent.Department, CultureInfo.CurrentUICulture, cancellation);
        return Page();
    }
}
