using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Collegue.BrowserTests.Browsing;

/// <summary>What citizens and agents do, said once.</summary>
internal static class Steps
{
    public const string Password = "demo-Collegue-2026";

    /// <summary>From the first page to the number and the secret link.</summary>
    public static async Task<Receipt> WriteAsync(this Person citizen, string body, string? email = null, params IEnumerable<FilePayload> files)
    {
        await citizen.OpenAsync("/");
        await citizen.FollowAsync("Écrire un message");
        await citizen.Page.Locator("#Body").FillAsync(body);
        await citizen.Page.Locator("#Email").FillAsync(email ?? "");
        await citizen.Page.Locator("#Files").SetInputFilesAsync(files);
        await citizen.PressAsync("Envoyer mon message");
        await citizen.ReadsAsync("Votre message est bien arrivé");
        var link = await citizen.Page.Locator(".secret-link a").GetAttributeAsync("href");
        return new Receipt(await citizen.Page.Locator(".big-number").InnerTextAsync(), new Uri(link!).AbsolutePath);
    }

    public static async Task SignInAsync(this Person agent, string userName, string password = Password)
    {
        await agent.OpenAsync("/desk");
        await agent.Page.GetByLabel("Identifiant").FillAsync(userName);
        await agent.Page.GetByLabel("Mot de passe").FillAsync(password);
        await agent.PressAsync("Se connecter");
    }

    /// <summary>Looks for a number in the whole queue and opens the case.</summary>
    public static async Task OpenCaseAsync(this Person agent, string number)
    {
        await agent.OpenAsync("/desk");
        await agent.Page.GetByLabel("Rechercher").FillAsync(number);
        await agent.PressAsync("Appliquer");
        await Expect(agent.Page.Locator(".queue tbody tr")).ToHaveCountAsync(1);
        await agent.Page.Locator(".queue__subject").ClickAsync();
        await Expect(agent.Page.Locator("h1 .case__number")).ToContainTextAsync(number);
    }

    public static Task ReadsAsync(this Person person, string heading) =>
        Expect(person.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);

    /// <summary>Sees a message of the page itself: success, warning, refusal.</summary>
    public static Task IsToldAsync(this Person person, string words) =>
        Expect(person.Page.Locator(".notice").Filter(new() { HasText = words })).ToBeVisibleAsync();

    public static Task UnfoldAsync(this Person person, string summary) =>
        person.Page.Locator("summary").Filter(new() { HasText = summary }).ClickAsync();
}

/// <summary>What a citizen keeps of a message.</summary>
/// <param name="Number">As <c>2026-000012</c>.</param>
/// <param name="Link">Path of the tracking page.</param>
internal sealed record Receipt(string Number, string Link)
{
    public string Token => Link.Split('/')[^1];
}
