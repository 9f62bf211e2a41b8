using System.Net.ServerSentEvents;
using Microsoft.AspNetCore.Mvc;

namespace Collegue.Pages.Desk.Assistant.Answering;

/// <summary>Sends frames as they come; what a page answers to a script.</summary>
internal sealed class FramesResult(IAsyncEnumerable<SseItem<string>> frames) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        // A proxy that gathers the answer would show it all at once.
        context.HttpContext.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(frames).ExecuteAsync(context.HttpContext);
    }
}
