using Collegue.Access;
using Collegue.Pages.Desk.Assistant.Keeping;
using Collegue.Pages.Desk.Collections;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Collegue.Pages.Desk.Assistant;

/// <summary>The agent's own conversations.</summary>
internal sealed class AssistantModel(ConversationList conversations, ExampleQuestions examples, RightsReader rights, IOptions<AssistantOptions> options) : PageModel
{
    [FromQuery(Name = "q")]
    public string? Search { get; set; }

    [FromQuery(Name = "p")]
    public int Number { get; set; } = 1;

    public ConversationPage List { get; private set; } = null!;

    public IReadOnlyList<string> Examples { get; private set; } = [];

    public string? Done { get; private set; }

    public int KeepDays => options.Value.KeepDays;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        // A mistyped address shows the first page rather than an error.
        ModelState.Clear();
        Done = TempData["done"] as string;
        List = await conversations.ReadAsync(User.Acting().AgentId, Search, Number, cancellation);
        Examples = List.Held == 0 ? await examples.OfAsync(await rights.OfAsync(User, cancellation), cancellation) : [];
    }
}
