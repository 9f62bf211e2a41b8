using Microsoft.AspNetCore.Mvc;

namespace Collegue.Pages.Desk.Assistant;

/// <summary>A conversation that begins with its first question or file.</summary>
internal sealed class NewModel(ChatTools tools) : ChatPage(tools)
{
    /// <summary>A question to begin with, as one of the examples.</summary>
    [FromQuery(Name = "q")]
    public string? Suggested { get; set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Question = Suggested?[..Math.Min(Suggested.Length, AssistantOptions.LongestQuestion)];
        return ShowAsync(cancellation);
    }

    private protected override Task<bool> FindAsync(CancellationToken cancellation) => Task.FromResult(true);
}
