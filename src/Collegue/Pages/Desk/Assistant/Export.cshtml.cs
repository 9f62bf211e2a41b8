using System.Text;
using Collegue.Access;
using Collegue.Pages.Desk.Assistant.Keeping;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Assistant;

/// <summary>Gives an agent all of the agent's own conversations; the trail says that it was done, not what they hold.</summary>
internal sealed class ExportModel(HistoryExport history, CollegueDb db, AuditTrail trail, TimeProvider clock, IStringLocalizer<AssistantTexts> texts) : PageModel
{
    [FromQuery(Name = "as")]
    public string? Form { get; set; }

    public IActionResult OnGet() => Redirect(Url.Assistant());

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Form is not ("json" or "text"))
        {
            return NotFound();
        }

        var agent = User.Acting().AgentId;
        var conversations = await history.ReadAsync(agent, cancellation);
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellation))
        {
            await trail.AppendAsync(
                new AuditFact(Actor.Agent, "conversations.exported", SubjectId: agent, AgentId: agent, Detail: $"form={Form};count={conversations.Count}"), cancellation);
            await transaction.CommitAsync(cancellation);
        }

        var day = Design.TownHallTime.DayOf(clock.GetUtcNow()).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Response.Headers.CacheControl = "no-store";
        return Form == "json"
            ? File(Encoding.UTF8.GetBytes(HistoryExport.Json(conversations)), "application/json", $"assistant-{day}.json")
            : File(Encoding.UTF8.GetBytes(HistoryText.Of(conversations, texts)), "text/plain; charset=utf-8", $"assistant-{day}.txt");
    }
}
