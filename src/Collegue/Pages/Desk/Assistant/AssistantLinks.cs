using System.Globalization;
using Collegue.Answering;
using Microsoft.AspNetCore.Mvc;

namespace Collegue.Pages.Desk.Assistant;

/// <summary>Addresses of the assistant.</summary>
internal static class AssistantLinks
{
    public static string Assistant(this IUrlHelper url) => url.Content("~/desk/assistant");

    public static string NewConversation(this IUrlHelper url, string? question = null) =>
        url.Content($"~/desk/assistant/new{(question is null ? "" : $"?q={Uri.EscapeDataString(question)}")}");

    public static string Conversation(this IUrlHelper url, Guid id) => url.Content($"~/desk/assistant/{id}");

    public static string Turn(this IUrlHelper url, Guid conversation, int position) => $"{url.Conversation(conversation)}#{Anchor(position)}";

    public static string Anchor(int position) => string.Create(CultureInfo.InvariantCulture, $"turn-{position}");

    /// <summary>Where the quote stands, set off in its whole document.</summary>
    public static string Quote(this IUrlHelper url, Guid conversation, Guid turn, AnswerCitation citation, bool isAttached)
    {
        var span = string.Create(CultureInfo.InvariantCulture, $"start={citation.Start}&length={citation.Quote.Length}");
        return isAttached
            ? url.Content($"~/desk/assistant/{conversation}/file/{citation.DocumentId}?{span}#cited")
            : url.Content($"~/desk/source/{citation.PassageId}?{span}&turn={turn}#cited");
    }
}
