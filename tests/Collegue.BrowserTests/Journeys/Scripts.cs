using Collegue.BrowserTests.Browsing;
using Collegue.Web.Tests;
using Collegue.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Collegue.BrowserTests.Journeys;

/// <summary>A product whose colleague is away: nothing is prepared until somebody acts.</summary>
public sealed class IdleServer : ProductServer
{
    protected override void Adapt(WebApplicationBuilder builder)
    {
        foreach (var worker in new[] { typeof(JobWorker), typeof(FirstImport) })
        {
            builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == worker));
        }
    }
}

/// <summary>What the three scripts add to pages that work without them.</summary>
public sealed class Scripts(IdleServer server, Chromium chromium) : Visits(server, chromium), IClassFixture<IdleServer>
{
    [Fact]
    public async Task The_secret_link_is_copied()
    {
        var citizen = await VisitAsync(options: new BrowserNewContextOptions { Permissions = ["clipboard-read", "clipboard-write"] });
        var receipt = await citizen.WriteAsync("Le lampadaire de la rue Basse est éteint.");

        await citizen.PressAsync("Copier le lien");

        await Expect(citizen.Page.Locator("copy-text [role=status]")).ToHaveTextAsync("Lien copié.");
        Assert.EndsWith(receipt.Link, await citizen.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_characters_left_are_counted_and_nothing_is_cut()
    {
        var citizen = await VisitAsync();
        await citizen.OpenAsync("/citizen/write");

        await citizen.Page.Locator("#Body").FillAsync(new string('a', 10_003));

        await Expect(citizen.Page.Locator("character-counter [aria-hidden]")).ToHaveTextAsync("3 caractères de trop.");
        Assert.Equal(10_003, (await citizen.Page.Locator("#Body").InputValueAsync()).Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_case_in_preparation_says_so_and_the_script_says_when_there_is_news(bool scripts)
    {
        var citizen = await VisitAsync();
        var receipt = await citizen.WriteAsync("Le lampadaire de la rue Basse est éteint.");
        var waiting = await AgentAsync("technique", scripts);
        await waiting.OpenCaseAsync(receipt.Number);
        await waiting.IsToldAsync("Collègue prépare cette demande");
        await waiting.Page.Locator("#Text").FillAsync("Je commence à écrire.");

        var other = await AgentAsync("accueil", scripts);
        await other.OpenCaseAsync(receipt.Number);
        await other.UnfoldAsync("Un humain répond");
        await other.PressAsync("Je réponds moi-même");
        await other.IsToldAsync("Vous répondez vous-même");

        await Expect(waiting.Page.Locator("await-change[role=status] a")).ToHaveCountAsync(scripts ? 1 : 0);
        await Expect(waiting.Page.Locator("#Text")).ToHaveValueAsync("Je commence à écrire.");
        await waiting.FollowAsync(scripts ? "Du nouveau : afficher" : "Actualiser la page");
        await Expect(waiting.Page.Locator(".case__badges")).ToContainTextAsync("Un humain répond");
    }
}
