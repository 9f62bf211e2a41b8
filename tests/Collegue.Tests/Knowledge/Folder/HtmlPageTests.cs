using System.Text;
using Xunit;

namespace Collegue.Tests.Knowledge.Folder;

public sealed class HtmlPageTests : IDisposable
{
    private readonly DocumentFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_page_is_read_without_its_furniture()
    {
        folder.With("page.html", """
            <!DOCTYPE html><html><head><title>Titre d'onglet</title><style>p{}</style></head><body>
            <header>Bandeau</header><nav><ul><li>Menu</li></ul></nav><div class="breadcrumb">Accueil &gt; Ici</div>
            <div hidden>Caché</div><script>let x = "<p>non</p>";</script>
            <h1>Déchetterie</h1>
            <p>Ouverte le <strong>mardi</strong>,<br>et le <a href="https://www.sainte-amarelle.example/samedi">samedi</a>.</p>
            <h2>Accès</h2>
            <ul><li>Une <em>carte</em></li><li><p>Deux :</p><ul><li>vélo</li></ul></li></ul>
            Texte nu
            <dl><dt>Tarif</dt><dd>gratuit</dd></dl>
            <table><tr><th>Jour</th><th>Heures</th></tr><tr><td rowspan="2">Lundi</td><td>9 h</td></tr><tr><td>14 h</td></tr></table>
            <form><label>Nom</label><input value="secret"><button>OK</button></form>
            <footer>Mentions</footer></body></html>
            """);

        var document = await folder.OnlyDocumentAsync();

        Assert.Equal("Déchetterie", document.Title);
        Assert.Equal(
            [
                " | Ouverte le mardi,\net le samedi (https://www.sainte-amarelle.example/samedi).",
                "Accès | - Une carte\n- Deux :\n- vélo\nTexte nu\nTarif : gratuit\n- Jour : Lundi ; Heures : 9 h\n- Jour : Lundi ; Heures : 14 h\nNom",
            ],
            document.Lines());
    }

    [Fact]
    public async Task The_main_part_alone_is_read_when_there_is_one()
    {
        folder.With("page.htm", "<div>Autour</div><main><header><p>Chapeau.</p></header><p>Corps.</p></main><div>Après</div>");

        Assert.Equal([" | Chapeau.\nCorps."], (await folder.OnlyDocumentAsync()).Lines());
    }

    [Fact]
    public async Task An_old_encoding_is_recognised()
    {
        folder.With("page.html", Encoding.Latin1.GetBytes("<meta charset=iso-8859-1><p>Été à l'école.</p>"));

        Assert.Equal([" | Été à l'école."], (await folder.OnlyDocumentAsync()).Lines());
    }

    [Fact]
    public async Task A_page_nested_beyond_reason_is_left_out_and_the_rest_goes_on()
    {
        folder.With("a.html", string.Concat(Enumerable.Repeat("<div>", 20_000)) + "fond").With("b.html", "<p>Suite.</p>");

        var items = await folder.ReadAsync();

        Assert.Equal("b", Assert.IsType<Collegue.Knowledge.Sources.SourceItem.Read>(items[^1]).Document.Key);
    }
}
