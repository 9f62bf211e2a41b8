using Collegue.Web.Tests.Desk;

namespace Collegue.Web.Tests.Channels;

/// <summary>What agents do with requests by telephone, at the counter and on paper, said once.</summary>
internal static class ChannelSteps
{
    public const string Commune = "sainte-amarelle";

    public static async Task<Screen> TypeAsync(this Visitor agent, string body, string replyBy, params (string Name, string Value)[] more) =>
        await agent.SendAsync(await agent.OpenAsync("/desk/new"), "Typed.Body", Typed(body, replyBy, more));

    public static Dictionary<string, string> Typed(string body, string replyBy, params (string Name, string Value)[] more)
    {
        var fields = new Dictionary<string, string> { ["Typed.Channel"] = "Phone", ["Typed.Body"] = body, ["Typed.ReplyBy"] = replyBy };
        foreach (var (name, value) in more)
        {
            fields[$"Typed.{name}"] = value;
        }

        return fields;
    }

    public static string NumberOn(Screen receipt) => receipt.Page.QuerySelector(".big-number")!.TextContent;

    public static Guid CaseOn(Screen receipt) => Guid.Parse(receipt.Address.Segments[^1]);

    /// <summary>Answers a case by hand.</summary>
    public static async Task AnswerAsync(this Visitor agent, Guid caseId, string text)
    {
        var confirm = await agent.PressAsync(await agent.OpenAsync($"/desk/case/{caseId}"), "preview", ("Text", text));
        await agent.PressAsync(confirm, "send");
    }
}
