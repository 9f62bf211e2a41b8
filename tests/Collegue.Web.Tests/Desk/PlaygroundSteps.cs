using Collegue.Web.Tests.Admin;
using Collegue.Web.Tests.Gateway.Calls;

namespace Collegue.Web.Tests.Desk;

/// <summary>What is done on the playground, said once.</summary>
internal static class PlaygroundSteps
{
    public const string Page = "/desk/playground";

    /// <summary>An agent who finds that name on the playground.</summary>
    public static async Task<Visitor> WithModelAsync(this ProductServer server, string account, string name, Upstream upstream)
    {
        var model = await server.DeclareAsync($"Modèle de {name}", address: upstream.Address);
        using var administrator = await server.AgentAsync("admin");
        await administrator.AddRouterAsync(name, [model]);
        return await server.AgentAsync(account);
    }

    /// <summary>Asks one model, with the other fields as typed.</summary>
    public static async Task<Screen> AskAsync(this Visitor agent, string model, string question, string others = "", bool streamed = false) =>
        await agent.SendAsync(await agent.OpenAsync(Page), "UserText", new Dictionary<string, string>
        {
            ["First"] = model,
            ["UserText"] = question,
            ["OtherFields"] = others,
            ["Streamed"] = streamed ? "true" : "false",
        });
}
