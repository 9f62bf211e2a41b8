using System.Text;
using Collegue.Knowledge.Sources;
using Collegue.Tests.Knowledge.Folder;
using Xunit;

namespace Collegue.Tests.Knowledge.Site;

public sealed class ReadingASiteTests
{
    [Fact]
    public async Task Links_are_followed_and_what_surrounds_the_pages_is_left_out()
    {
        await using var site = await TestSite.StartAsync();
        site.Page("/", "<h1>Bienvenue</h1><p>La mairie est ouverte.</p><a href='/vie/cantine'>Cantine</a><a href='vie/ecole#haut'>École</a>")
            .Page("/vie/cantine", "<h1>Cantine</h1><p>Le repas coûte 3,20 €.</p>", "<meta name='description' content='Prix du repas'>"
                + "<meta property='article:modified_time' content='2026-02-03T10:00:00+01:00'>")
            .Page("/vie/ecole", "<h1>École</h1><p>L'école ouvre à 8 h 30.</p>");

        var documents = await site.DocumentsAsync();

        Assert.Equal(["", "/vie/cantine", "/vie/ecole"], documents.Keys.Order(StringComparer.Ordinal));
        var canteen = documents["/vie/cantine"];
        Assert.Equal(("Cantine", "Prix du repas", new DateOnly(2026, 2, 3)), (canteen.Title, canteen.Description, canteen.Updated));
        Assert.Equal(site.Root + "vie/cantine", canteen.Url);
        Assert.Equal(["vie"], canteen.Path);
        Assert.Equal([" | Le repas coûte 3,20 €."], canteen.Lines());
    }

    [Fact]
    public async Task Sitemaps_are_read_nested_and_packed()
    {
        await using var site = await TestSite.StartAsync();
        var root = site.Root;
        const string Space = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'";
        site.Text("/robots.txt", $"User-agent: *\nSitemap: {root}plan.xml\n")
            .File("/plan.xml", "application/xml", Encoding.UTF8.GetBytes($"<sitemapindex {Space}><sitemap><loc>{root}a.xml.gz</loc></sitemap><sitemap><loc>{root}b.xml</loc></sitemap></sitemapindex>"))
            .File("/a.xml.gz", "application/gzip", TestSite.Gzip($"<urlset {Space}><url><loc>{root}a</loc></url><url><loc>http://ailleurs.example/x</loc></url></urlset>"))
            .File("/b.xml", "application/xml", Encoding.UTF8.GetBytes($"<urlset {Space}><url><loc>{root}b</loc></url><url><loc>{root}c"))
            .Page("/", "<p>Accueil.</p>").Page("/a", "<p>Page A.</p>").Page("/b", "<p>Page B.</p>");

        Assert.Equal(["", "/a", "/b"], (await site.DocumentsAsync()).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_the_site_asks_of_robots_is_respected()
    {
        await using var site = await TestSite.StartAsync();
        site.Text("/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: Collegue\nDisallow: /prive\nAllow: /prive/ouvert\n")
            .Page("/", "<p>Accueil.</p><a href='/prive/a'>a</a><a href='/prive/ouvert'>b</a><a href='/non' rel='nofollow'>c</a><a href='/cache'>d</a><a href='/impasse'>e</a>")
            .Page("/prive/a", "<p>Secret.</p>").Page("/prive/ouvert", "<p>Ouvert.</p>").Page("/non", "<p>Non.</p>")
            .Page("/cache", "<p>Caché.</p><a href='/derriere'>x</a>", "<meta name='robots' content='noindex'>")
            .Page("/derriere", "<p>Derrière.</p>")
            .Page("/impasse", "<p>Impasse.</p><a href='/apres'>y</a>", "<meta name='robots' content='index, NoFollow'>")
            .Page("/apres", "<p>Après.</p>");

        Assert.Equal(["", "/derriere", "/impasse", "/prive/ouvert"], (await site.DocumentsAsync()).Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("/prive/a", site.Asked);
        Assert.DoesNotContain("/apres", site.Asked);
    }

    [Fact]
    public async Task A_page_of_several_addresses_is_one_document()
    {
        await using var site = await TestSite.StartAsync();
        site.Page("/", "<p>Accueil.</p><a href='/piscine?print=1'>a</a><a href='/piscine/'>b</a><a href='/piscine?utm_source=lettre'>c</a><a href='/copie'>d</a><a href='/vieux'>e</a>")
            .Page("/piscine?print=1", "<p>La piscine ouvre à 9 h. Imprimé.</p>", "<link rel='canonical' href='/piscine'>")
            .Redirect("/piscine/", "/piscine")
            .Page("/piscine", "<p>La piscine ouvre à 9 h.</p>")
            .Page("/copie", "<p>La piscine ouvre à 9 h.</p>")
            .Redirect("/vieux", "/neuf", 302).Page("/neuf", "<p>Neuf.</p>");

        Assert.Equal(["", "/neuf", "/piscine"], (await site.DocumentsAsync()).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_true_page_that_cannot_be_true_is_not_believed()
    {
        await using var site = await TestSite.StartAsync();
        site.Page("/", "<p>Accueil.</p><a href='/a'>a</a><a href='/b'>b</a><a href='/c'>c</a>")
            .Page("/a", "<p>Page A.</p>", "<link rel='canonical' href='/'>")
            .Page("/b", "<p>Page B.</p>", "<link rel='canonical' href='/perdu'>")
            .Page("/c", "<p>Page C.</p>", "<link rel='canonical' href='http://ailleurs.example/c'>");

        Assert.Equal(["", "/a", "/b", "/c"], (await site.DocumentsAsync()).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_charset_is_read()
    {
        await using var site = await TestSite.StartAsync();
        var latin = Encoding.Latin1.GetBytes("<html><head><meta charset='iso-8859-1'></head><body><p>Été à l'école.</p></body></html>");
        var announced = Encoding.Latin1.GetBytes("<html><body><p>Forêt annoncée.</p></body></html>");
        var lying = Encoding.Latin1.GetBytes("<html><head><meta charset='utf-8'></head><body><p>Mensonge avéré.</p></body></html>");
        site.Page("/", "<a href='/latin'>a</a><a href='/annonce'>b</a><a href='/faux'>c</a>")
            .File("/latin", "text/html", latin).File("/annonce", "text/html; charset=ISO-8859-1", announced).File("/faux", "text/html", lying);

        var texts = (await site.DocumentsAsync()).Values.Select(document => document.Passages[0].Text);

        Assert.Equal(["Forêt annoncée.", "Mensonge avéré.", "abc", "Été à l'école."], texts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Linked_files_are_read_as_any_other()
    {
        await using var site = await TestSite.StartAsync();
        site.Page("/", "<p>Accueil.</p><a href='/arrete.pdf'>a</a><a href='/doc?id=7'>b</a><a href='/abime.pdf'>c</a><a href='/plan.png'>d</a><a href='/flux'>e</a>")
            .File("/arrete.pdf", "application/pdf", new PdfFiles().Lines(60, 780, "Le stationnement est interdit.").Build())
            .File("/doc?id=7", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", DocxFiles.Of(DocxFiles.Text("Le marché a lieu le jeudi.")))
            .File("/abime.pdf", "application/pdf", "%PDF-1.4 rien"u8.ToArray())
            .File("/flux", "application/rss+xml", "<rss/>"u8.ToArray());

        var items = await site.ReadAsync();

        Assert.Equal(
            ["Accueil.\nabcde", "Le marché a lieu le jeudi.", "Le stationnement est interdit."],
            items.OfType<SourceItem.Read>().Select(item => item.Document.Passages[0].Text).Order(StringComparer.Ordinal));
        Assert.Equal(site.Key("/abime.pdf"), Assert.Single(items.OfType<SourceItem.Skipped>()).File);
        Assert.DoesNotContain("/plan.png", site.Asked);
    }
}
