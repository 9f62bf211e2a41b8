using Collegue.Knowledge.Sources.Site;
using Xunit;

namespace Collegue.Tests.Knowledge.Site;

public sealed class PoliteReadingTests
{
    [Theory]
    [InlineData("User-agent: *\nDisallow: /a\n", "/a/b", false)]
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b", true)]
    [InlineData("User-agent: *\nAllow: /a\nDisallow: /a\n", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$\n", "/x/y.pdf", false)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$\n", "/x/y.pdf?a", true)]
    [InlineData("User-agent: *\nDisallow: /a*b*c\n", "/a1b2d", true)]
    [InlineData("User-agent: *\nDisallow: /a*b*c\n", "/a1b2c3", false)]
    [InlineData("User-agent: *\nDisallow:\n", "/a", true)]
    [InlineData("User-agent: autre\nDisallow: /\n", "/a", true)]
    [InlineData("User-agent: autre\nUser-agent: COLLEGUE/1.0\nDisallow: / # tout\n", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /\nUser-agent: collegue\nDisallow: /b\n", "/a", true)]
    [InlineData("Disallow: /\n", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /caf%C3%A9\n", "/café", false)]
    [InlineData("<!DOCTYPE html><p>Erreur</p>", "/a", true)]
    public void Robots_are_understood_as_the_standard_says(string robots, string path, bool allowed) =>
        Assert.Equal(allowed, RobotsFile.Parse(robots).Allows(new Uri("https://www.sainte-amarelle.example" + path)));

    [Fact]
    public void A_pattern_made_to_be_slow_is_not() =>
        Assert.False(RobotsPattern.Matches(string.Concat(Enumerable.Repeat("*a", 5_000)) + "b", "/" + new string('a', 20_000)));

    [Fact]
    public async Task The_pause_the_site_asks_for_is_made_between_two_requests()
    {
        var clock = new HastyClock();
        await using var site = await TestSite.StartAsync(new SiteOptions { DelayMilliseconds = 500, RequestSeconds = 600 }, clock);
        site.Text("/robots.txt", "User-agent: *\nCrawl-delay: 7\n")
            .Page("/", "<p>Accueil.</p><a href='/a'>a</a>").Page("/a", "<p>Page A.</p>");

        await site.ReadAsync();

        Assert.Equal(["/robots.txt", "/sitemap.xml", "/", "/a"], site.Asked);
        Assert.Equal([0.5, 7, 7], clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task A_server_that_asks_to_come_back_is_asked_once_more()
    {
        var clock = new HastyClock();
        await using var site = await TestSite.StartAsync(new SiteOptions { DelayMilliseconds = 0, RequestSeconds = 600 }, clock);
        var isReady = false;
        site.Page("/", "<p>Accueil.</p><a href='/a'>a</a>").With("/a", http =>
        {
            if (isReady)
                return TestSite.Html("<p>Page A.</p>")(http);
            isReady = true;
            http.Response.StatusCode = 503;
            http.Response.Headers.RetryAfter = "30";
            return Task.CompletedTask;
        });

        Assert.Contains("/a", (await site.DocumentsAsync()).Keys);
        Assert.Equal([30], clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("9.9.9.9", true)]
    [InlineData("2620:fe::fe", true)]
    [InlineData("::ffff:9.9.9.9", true)]
    public void Addresses_of_the_internet_are_told_from_the_others(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.Is(System.Net.IPAddress.Parse(address)));

    /// <summary>Time passes as soon as somebody waits for it; the bound of a request is not waited for.</summary>
    private sealed class HastyClock : TimeProvider
    {
        private DateTimeOffset now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

        public List<TimeSpan> Waits { get; } = [];

        public override DateTimeOffset GetUtcNow() => now;

        public override long GetTimestamp() => now.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime >= TimeSpan.FromSeconds(600))
                return TimeProvider.System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
            Waits.Add(dueTime);
            now += dueTime;
            return TimeProvider.System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
