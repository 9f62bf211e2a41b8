using Collegue.BrowserTests.Browsing;
using Collegue.Web.Tests;
using Xunit;

namespace Collegue.BrowserTests.Screens;

/// <summary>An instance nobody has set up yet.</summary>
public sealed class NewServer : ProductServer
{
    protected override bool Demo => false;
}

/// <summary>What is seen before there is a commune.</summary>
public sealed class FirstDayScreens(NewServer server, Chromium chromium) : Visits(server, chromium), IClassFixture<NewServer>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/account/sign-in")]
    [InlineData("/rules")]
    [InlineData("/accessibility")]
    public async Task A_screen_serves_everyone_before_there_is_a_commune(string address)
    {
        var administrator = await VisitAsync();

        await administrator.OpenAsync(address);

        await administrator.AssertFramedAsync("fr");
        await administrator.AssertFreeOfViolationsAsync();
        await administrator.AssertFitsAsync(320);
    }
}
