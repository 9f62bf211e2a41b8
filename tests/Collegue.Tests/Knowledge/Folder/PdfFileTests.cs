using Xunit;

namespace Collegue.Tests.Knowledge.Folder;

public sealed class PdfFileTests : IDisposable
{
    private readonly DocumentFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Lines_become_paragraphs_under_their_headings()
    {
        folder.With("arrete.pdf", new PdfFiles()
            .Text(60, 780, "Arrete sur le bruit", 18, isBold: true)
            .Text(60, 740, "Article 1 : principe", 13, isBold: true)
            .Lines(60, 715,
                "Tout bruit qui gene le voisinage par sa duree, sa repetition ou son inten-",
                "site est interdit. Un rendez-vous avec la police est possible, sur rendez-",
                "vous pris a la mairie.")
            .Lines(60, 660, "Le dimanche, les travaux sont interdits.")
            .Text(60, 630, "Article 2", 13, isBold: true)
            .Lines(60, 605, "- avant 7 h ;", "- apres 20 h.")
            .Build());

        var document = await folder.OnlyDocumentAsync();

        Assert.Equal("Arrete sur le bruit", document.Title);
        Assert.Equal(
            [
                "Article 1 : principe | Tout bruit qui gene le voisinage par sa duree, sa repetition ou son intensite est interdit. "
                    + "Un rendez-vous avec la police est possible, sur rendez-vous pris a la mairie.\nLe dimanche, les travaux sont interdits.",
                "Article 2 | - avant 7 h ;\n- apres 20 h.",
            ],
            document.Lines());
    }

    [Fact]
    public async Task Without_headings_pages_are_named_and_what_they_repeat_is_left_out()
    {
        var pdf = new PdfFiles();
        for (var number = 1; number <= 3; number++)
        {
            pdf.Text(60, 810, "Commune de Sainte-Amarelle").Text(280, 30, $"Page {number} sur 3")
                .Lines(60, 700,
                    $"Voici le texte de la page {number}, assez long pour remplir une ligne du document,",
                    "et sa suite.");
            if (number < 3)
                pdf.NextPage();
        }
        folder.With("pages.pdf", pdf.Build());

        Assert.Equal(
            Enumerable.Range(1, 3).Select(number =>
                $"Page {number} | Voici le texte de la page {number}, assez long pour remplir une ligne du document, et sa suite."),
            (await folder.OnlyDocumentAsync()).Lines());
    }

    [Fact]
    public async Task Numbered_headings_at_the_top_of_pages_are_text()
    {
        var pdf = new PdfFiles();
        for (var number = 1; number <= 4; number++)
        {
            pdf.Text(60, 820, "Mairie de Sainte-Amarelle").Text(400, 820, $"{number}")
                .Text(60, 780, $"Article {number}", 13, isBold: true)
                .Lines(60, 755, $"Le tarif numero {number} s'applique des la signature de la presente convention.");
            if (number < 4)
                pdf.NextPage();
        }
        folder.With("convention.pdf", pdf.Build());

        Assert.Equal(
            Enumerable.Range(1, 4).Select(number =>
                $"Article {number} | Le tarif numero {number} s'applique des la signature de la presente convention."),
            (await folder.OnlyDocumentAsync()).Lines());
    }

    [Fact]
    public async Task A_sentence_that_turns_the_page_stays_whole()
    {
        folder.With("suite.pdf", new PdfFiles()
            .Text(60, 780, "Reglement", 18, isBold: true)
            .Lines(60, 740, "La piscine ouvre a 9 h tous les jours de la semaine sauf le lundi et ferme a")
            .NextPage()
            .Lines(60, 780, "vingt heures.", "Un autre alinea.")
            .Build());

        Assert.Equal(
            [" | La piscine ouvre a 9 h tous les jours de la semaine sauf le lundi et ferme a vingt heures.\nUn autre alinea."],
            (await folder.OnlyDocumentAsync()).Lines());
    }

    [Fact]
    public async Task Rows_of_a_table_keep_each_price_with_its_label()
    {
        folder.With("tarifs.pdf", new PdfFiles()
            .Lines(60, 780, "Les prix suivants sont ceux de la cantine pour toute l'annee scolaire en cours.")
            .Text(380, 751, "Prix du").Text(60, 745, "Quotient").Text(380, 739, "repas")
            .Text(60, 715, "500 ou moins").Text(380, 715, "1,00")
            .Text(60, 700, "plus de 500").Text(380, 700, "3,20")
            .Build());

        Assert.Equal(
            [" | Les prix suivants sont ceux de la cantine pour toute l'annee scolaire en cours.\n- Quotient : Prix du repas\n- 500 ou moins : 1,00\n- plus de 500 : 3,20"],
            (await folder.OnlyDocumentAsync()).Lines());
    }

    [Fact]
    public async Task Columns_are_read_one_after_the_other()
    {
        var left = Enumerable.Range(1, 8).Select(line => $"gauche {line} avec assez de mots ici").ToArray();
        var right = Enumerable.Range(1, 8).Select(line => $"droite {line} avec assez de mots ici").ToArray();
        folder.With("journal.pdf", new PdfFiles()
            .Text(60, 790, "Le journal de la commune, toutes les nouvelles du mois de novembre pour chacun", 11)
            .Lines(60, 740, left).Lines(310, 740, right).Build());

        var text = string.Join('\n', (await folder.OnlyDocumentAsync()).Passages.Select(passage => passage.Text)).Replace('\n', ' ');

        Assert.EndsWith(string.Join(' ', left.Concat(right)), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_is_named()
    {
        folder.With("secret.pdf", PdfFiles.Encrypted());

        Assert.Contains("mot de passe", (await folder.OnlySkippedAsync()).Reason);
    }
}
