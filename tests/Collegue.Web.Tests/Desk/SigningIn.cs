using System.Net;
using Collegue.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Desk;

public sealed class SigningIn(ProductServer server) : IClassFixture<ProductServer>
{
    [Fact]
    public async Task The_right_password_opens_the_desk_and_the_trail_says_so()
    {
        using var visitor = server.Visit();
        var before = await OpenedAsync();

        var desk = await visitor.SignInAsync("accueil");

        Assert.Equal(HttpStatusCode.OK, desk.Status);
        Assert.Equal("/desk", desk.Address.AbsolutePath);
        Assert.Equal(before + 1, await OpenedAsync());
    }

    [Fact]
    public async Task The_page_asked_for_is_opened_after_signing_in()
    {
        using var visitor = server.Visit();

        var search = await visitor.SignInAsync("accueil", returnUrl: "/desk/search");

        Assert.Equal("/desk/search", search.Address.AbsolutePath);
    }

    [Fact]
    public async Task An_address_of_another_site_is_not_followed()
    {
        using var visitor = server.Visit();

        var desk = await visitor.SignInAsync("accueil", returnUrl: "//elsewhere.example/");

        Assert.Equal(server.Address.Authority, desk.Address.Authority);
        Assert.Equal("/desk", desk.Address.AbsolutePath);
    }

    [Theory]
    [InlineData("accueil", "not the password at all")]
    [InlineData("nobody", "demo-Collegue-2026")]
    public async Task A_wrong_name_or_password_gets_the_same_answer_and_keeps_the_name(string userName, string password)
    {
        using var visitor = server.Visit();

        var again = await visitor.SignInAsync(userName, password);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.StartsWith("Erreur", again.Page.Title, StringComparison.Ordinal);
        Assert.Contains("L'identifiant ou le mot de passe n'est pas le bon", Assert.Single(again.Problems), StringComparison.Ordinal);
        Assert.Equal(userName, again.ValueOf("UserName"));
        Assert.Equal("/account/sign-in", (await visitor.OpenAsync("/desk")).Address.AbsolutePath);
    }

    [Fact]
    public async Task Five_failures_lock_the_account_even_for_the_right_password()
    {
        using var visitor = server.Visit();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await visitor.SignInAsync("police", "guessing a password");
        }

        var locked = await visitor.SignInAsync("police");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, locked.Status);
        Assert.Contains("bloqué", Assert.Single(locked.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demonstration_account_is_one_click_away()
    {
        using var visitor = server.Visit();
        var screen = await visitor.OpenAsync("/account/sign-in");

        var form = screen.Page.Forms.First(candidate => candidate.QuerySelector("input[name='UserName'][value='ccas']") is not null);
        var desk = await visitor.PostAsync(new Uri(screen.Address, "/account/sign-in"), Visitor.Fields(form));

        Assert.Equal("/desk", desk.Address.AbsolutePath);
    }

    [Fact]
    public async Task Signing_out_closes_the_desk()
    {
        using var visitor = await server.AgentAsync();
        var desk = await visitor.OpenAsync("/desk");

        var closed = await visitor.SendAsync(desk, "sign-out");

        Assert.Contains("déconnecté", closed.Heading, StringComparison.Ordinal);
        Assert.Equal("/account/sign-in", (await visitor.OpenAsync("/desk")).Address.AbsolutePath);
    }

    private Task<int> OpenedAsync() => server.ReadAsync("sainte-amarelle", db => db.AuditEntries.CountAsync(row => row.Action == "session.opened"));
}

public sealed class SigningInWithoutDemoMode(SigningInWithoutDemoMode.RealServer server) : IClassFixture<SigningInWithoutDemoMode.RealServer>
{
    [Fact]
    public async Task Demonstration_accounts_are_neither_shown_nor_accepted()
    {
        using var visitor = server.Visit();

        var form = await visitor.OpenAsync("/account/sign-in");
        var refused = await visitor.SignInAsync("accueil");

        Assert.DoesNotContain(DeskSteps.Password, form.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("compte de démonstration", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.Equal("/account/sign-in", (await visitor.OpenAsync("/desk")).Address.AbsolutePath);
    }

    /// <summary>An instance that was in demo mode once.</summary>
    public sealed class RealServer : ProductServer
    {
        protected override bool Demo => false;

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await using var scope = Services.CreateAsyncScope();
            await ActivatorUtilities.CreateInstance<OrganisationImport>(scope.ServiceProvider)
                .ApplyAsync(DemoMode.Describe(), demo: true, TestContext.Current.CancellationToken);
        }
    }
}
