using Xunit;

namespace Collegue.Tests.Knowledge.Folder;

public sealed class MarkdownPageTests : IDisposable
{
    private readonly DocumentFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Everything_a_page_can_hold_becomes_plain_text()
    {
        folder.With("page.md", """
            ---
            title: "Cantine"
            updated: 2026-09-01
            tags: [école, repas]
            ---

            # Cantine

            Le repas coûte **3,20 €** _par jour_ &amp; par `enfant`.
            La ligne suit.

            ## Prix {1}

            | Quotient | Prix |
            |----------|-----:|
            | 500 ou moins | 1,00 € |
            | plus de 500 | **3,20 €** |

            ### Pièces

            Apportez :

            - une pièce d'identité ;
            - un justificatif :
              1. facture d'eau,
              2. facture de gaz.

            > Note encadrée.

            ## Liens

            Voir [le portail](https://famille.sainte-amarelle.example), <https://autre.example/x>, [la page](autre.md),
            [écrire](mailto:mairie@sainte-amarelle.example) ![plan d'accès](plan.png).

            QF
            :   quotient familial

            ```
            ligne de code
            ```

            <div><p>Texte en <b>HTML</b>.</p><script>alert(1)</script></div>

            Appel de note[^1].

            [^1]: Texte de la note.
            """);

        var document = await folder.OnlyDocumentAsync();

        Assert.Equal("Cantine", document.Title);
        Assert.Equal(new DateOnly(2026, 9, 1), document.Updated);
        Assert.Equal(
            [
                " | Le repas coûte 3,20 € par jour & par enfant. La ligne suit.",
                "Prix {1} | - Quotient : 500 ou moins ; Prix : 1,00 €\n- Quotient : plus de 500 ; Prix : 3,20 €",
                "Prix {1} > Pièces | Apportez :\n- une pièce d'identité ;\n- un justificatif :\n- facture d'eau,\n- facture de gaz.\nNote encadrée.",
                "Liens | Voir le portail (https://famille.sainte-amarelle.example), https://autre.example/x, la page, "
                    + "écrire (mairie@sainte-amarelle.example) plan d'accès.\nQF : quotient familial\nligne de code\nTexte en HTML.\n"
                    + "Appel de note.\nTexte de la note.",
            ],
            document.Lines());
    }

    [Fact]
    public async Task A_page_without_front_matter_takes_its_title_from_its_first_heading_or_its_name()
    {
        folder.With("a/le-marché.md", "# Le marché du jeudi\n\nDe 8 h à 13 h.").With("a/objets-trouves.md", "Rien.\n\n---\n\nFin.");

        var items = await folder.ReadAsync();

        Assert.Equal(
            ["Le marché du jeudi", "objets trouves"],
            items.Select(item => Assert.IsType<Collegue.Knowledge.Sources.SourceItem.Read>(item).Document.Title));
    }

    [Theory]
    [InlineData("---\ntitle: Sans fin\n\nTexte.", "refermé")]
    [InlineData("---\ntitle: [oubli\n---\nTexte.", "YAML")]
    [InlineData("---\ntitle: a\ntitle: b\n---\nTexte.", "YAML")]
    [InlineData("---\n- liste\n---\nTexte.", "YAML")]
    [InlineData("---\nvalid_until: bientôt\n---\nTexte.", "valid_until n'est pas une date : « bientôt »")]
    [InlineData("---\nvalid_until: 2026-02-30\n---\nTexte.", "valid_until n'est pas une date")]
    [InlineData("---\nupdated: 2026\n---\nTexte.", "updated n'est pas une date")]
    [InlineData("---\nvalid_from: 2027-01-01\nvalid_until: 2026-12-31\n---\nTexte.", "avant")]
    [InlineData("---\nurl: javascript:alert(1)\n---\nTexte.", "adresse")]
    [InlineData("---\ntitle: Vide\n---\n\n", "aucun texte")]
    public async Task A_wrong_front_matter_leaves_the_page_out_with_its_reason(string text, string reason)
    {
        folder.With("page.md", text);

        var skipped = await folder.OnlySkippedAsync();

        Assert.Equal("page.md", skipped.File);
        Assert.Contains(reason, skipped.Reason);
        Assert.DoesNotContain('\n', skipped.Reason);
    }

    [Fact]
    public async Task A_rule_at_the_head_of_a_page_is_not_a_front_matter()
    {
        folder.With("page.md", "---\nTexte sous un trait.");

        Assert.Equal([" | Texte sous un trait."], (await folder.OnlyDocumentAsync()).Lines());
    }
}
