using Collegue.Answering;
using Collegue.Pages.Desk.Assistant.Answering;
using Collegue.Storage.Conversations;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Collegue.Web.Tests.Desk.Assistant;

/// <summary>The product whose assistant says what tests want it to say, on a clock they move.</summary>
public class AssistantServer : ProductServer
{
    public const string Commune = "sainte-amarelle";

    internal ScriptedAnswers Scripts { get; } = new();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    protected override void Adapt(WebApplicationBuilder builder)
    {
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        builder.Services.AddScoped<AnswerStream>(provider => Scripts.Or(provider.GetRequiredService<Answerer>().StreamAsync));
    }

    internal Task<ConversationTurn> TurnAsync(string question) => ReadAsync(Commune, db => db.ConversationTurns.AsNoTracking().SingleAsync(row => row.Question == question));
}

/// <summary>What agents do with the assistant, said once.</summary>
internal static class AssistantSteps
{
    /// <summary>Asks in a new conversation and comes back with the answer on the page.</summary>
    public static async Task<Screen> AskAsync(this Visitor agent, string question) => await agent.AskAsync(await agent.OpenAsync("/desk/assistant/new"), question);

    public static Task<Screen> AskAsync(this Visitor agent, Screen page, string question, params (string Name, string Value)[] more) =>
        agent.SendAsync(page, "handler=Ask", new Dictionary<string, string>(more.Select(field => KeyValuePair.Create(field.Name, field.Value))) { ["Question"] = question });

    /// <summary>Sends the form of the page as the script does.</summary>
    public static Task<HttpResponseMessage> StreamAsync(this Visitor agent, Screen page, string question, bool token = true)
    {
        var form = page.Page.QuerySelector("form[data-main]") as AngleSharp.Html.Dom.IHtmlFormElement ?? throw new InvalidOperationException(page.Heading);
        var fields = Visitor.Fields(form);
        fields["Question"] = question;
        if (!token)
        {
            fields.Remove("__RequestVerificationToken");
        }

        return agent.BeginAsync(new Uri(page.Address, form.GetAttribute("data-stream")!), fields);
    }

    /// <summary>The turns of a page, in order.</summary>
    public static IReadOnlyList<AngleSharp.Dom.IElement> Turns(this Screen screen) => [.. screen.Page.QuerySelectorAll("article.turn")];

    public static string Read(this AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
