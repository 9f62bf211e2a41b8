using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Collegue.Web.Tests.Desk;

/// <summary>What agents do, said once.</summary>
internal static class DeskSteps
{
    public const string Password = "demo-Collegue-2026";

    public static async Task<Screen> SignInAsync(this Visitor visitor, string userName, string password = Password, string returnUrl = "")
    {
        var form = await visitor.OpenAsync($"/account/sign-in?ReturnUrl={Uri.EscapeDataString(returnUrl)}");
        return await visitor.SendAsync(form, "UserName", new Dictionary<string, string> { ["UserName"] = userName, ["Password"] = password });
    }

    public static async Task<Visitor> AgentAsync(this ProductServer server, string userName = "etat-civil")
    {
        var visitor = server.Visit();
        await visitor.SignInAsync(userName);
        return visitor;
    }

    /// <summary>Presses the button, or sends the form, of a handler of the case page.</summary>
    public static Task<Screen> PressAsync(this Visitor visitor, Screen screen, string handler, params (string Name, string Value)[] filled)
    {
        var (form, address) = Find(screen, handler);
        var fields = Visitor.Fields(form);
        foreach (var (name, value) in filled)
        {
            fields[name] = value;
        }

        return visitor.PostAsync(new Uri(screen.Address, address), fields);
    }

    public static bool Offers(this Screen screen, string handler) =>
        screen.Page.QuerySelector($"form[action$='/{handler}' i], button[formaction$='/{handler}' i]") is not null;

    private static (IHtmlFormElement Form, string Address) Find(Screen screen, string handler)
    {
        var found = screen.Page.QuerySelector($"button[formaction$='/{handler}' i]") ?? screen.Page.QuerySelector($"form[action$='/{handler}' i]")
            ?? throw new InvalidOperationException($"Nothing leads to '{handler}' on {screen.Address}: {screen.Heading}");
        return ((found as IHtmlFormElement) ?? found.Ancestors<IHtmlFormElement>().First(), found.GetAttribute("formaction") ?? found.GetAttribute("action")!);
    }
}
