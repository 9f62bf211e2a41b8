using Collegue.Casework.Sending.Paper;
using CsCheck;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Tokens;
using Xunit;

namespace Collegue.Tests.Casework.Sending;

public sealed class LetterPaperTests
{
    private const double PointsInMillimetre = 72 / 25.4;
    private static readonly string[] Recipient = ["Éléonore Œuvrard-Lefèvre", "Résidence les Tilleuls, bâtiment B", "12 bis rue de la Fontaine", "00000 SAINTE-AMARELLE"];

    [Fact]
    public void The_address_stands_in_the_window_of_a_dl_envelope()
    {
        using var pdf = PdfDocument.Open(LetterPaper.Print(Letter("Bonjour,\n\nVotre carte est prête.\n\nCordialement")));

        var page = pdf.GetPage(1);
        var all = page.GetWords().ToList();
        var words = all.Where(word => Left(word) >= 105 && Top(page, word) is > 45 and < 86).ToList();

        Assert.Equal(Recipient.SelectMany(line => line.Split(' ')), words.Select(word => word.Text));
        Assert.All(words, word => Assert.InRange(Left(word), 109.5, 195));
        Assert.InRange(words.Min(word => Top(page, word)), 47, 51);
        Assert.InRange(words.Max(word => Top(page, word)), 55, 82);
        Assert.All(all.Except(words), word => Assert.False(Left(word) > 100 && Top(page, word) is > 45 and < 85));
    }

    [Fact]
    public void The_file_says_its_title_language_and_structure_and_holds_its_fonts()
    {
        using var pdf = PdfDocument.Open(LetterPaper.Print(Letter("Bonjour,\n\nÀ bientôt.")));

        var catalog = pdf.Structure.Catalog.CatalogDictionary;
        Assert.Equal("Réponse à votre demande", pdf.Information.Title);
        Assert.Equal("fr-FR", catalog.Get<StringToken>(NameToken.Lang, pdf.Structure.TokenScanner).Data);
        Assert.True(catalog.ContainsKey(NameToken.StructTreeRoot));
        Assert.All(pdf.GetPage(1).Letters, letter => Assert.Contains("Atkinson", letter.FontName, StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_letter_goes_on_numbered_pages_that_name_the_request()
    {
        var body = string.Join('\n', Enumerable.Range(1, 60).Select(line => $"Paragraphe numéro {line} : le dossier est complet, il suffit d’attendre la décision du service."));

        using var pdf = PdfDocument.Open(LetterPaper.Print(Letter(body)));

        Assert.True(pdf.NumberOfPages >= 2);
        foreach (var page in pdf.GetPages())
        {
            var text = Text(page);
            Assert.Contains($"page {page.Number} sur {pdf.NumberOfPages}", text, StringComparison.Ordinal);
            Assert.Contains("2026-000123", text, StringComparison.Ordinal);
            Assert.All(page.GetWords(), word => Assert.InRange(Top(page, word), 10, 292));
        }

        var whole = string.Join(' ', pdf.GetPages().Select(Text));
        Assert.All(Enumerable.Range(1, 60), line => Assert.Contains($"Paragraphe numéro {line} ", whole, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_word_is_printed_once_in_order_and_inside_the_margins()
    {
        var word = Gen.OneOf(
            Gen.String[Gen.Char["abcdefghijklmnopqrstuvwxyzéèêàùçœÉÀ"], 1, 14], Gen.Const("https://www.exemple.fr/une/adresse/" + new string('x', 120)), Gen.Const("25"), Gen.Const("€"));
        word.List[1, 400].Sample(
            words =>
            {
                using var pdf = PdfDocument.Open(LetterPaper.Print(Letter(string.Join(' ', words))));
                var printed = string.Concat(pdf.GetPages().SelectMany(page => page.Letters).Select(letter => letter.Value)).Replace(" ", "", StringComparison.Ordinal);
                Assert.All(pdf.GetPages().SelectMany(page => page.Letters), letter => Assert.InRange(letter.EndBaseLine.X / PointsInMillimetre, 19, 191));
                var at = 0;
                foreach (var next in words.Where(next => next.Length <= 60))
                {
                    var found = printed.IndexOf(next, at, StringComparison.Ordinal);
                    Assert.True(found >= 0, $"{next} is not after: {printed[Math.Max(0, at - 60)..at]}");
                    at = found + next.Length;
                }
            },
            iter: 30);
    }

    [Fact]
    public void What_the_typeface_cannot_draw_is_told_and_what_it_can_nearly_draw_is_kept()
    {
        Assert.Empty(LetterPaper.Lost("Ça coûte 1\u202f250,50 € – « œuvre » n’est‑ce pas ? ǎ → fi"));
        Assert.Equal(["م", "ر", "中"], LetterPaper.Lost("مر 中"));
    }

    private static PaperLetter Letter(string body) => new(
        "Réponse à votre demande", "fr-FR", ["Commune de Sainte-Amarelle", "État civil", "3 place de la Mairie, 00000 Sainte-Amarelle"], Recipient,
        "Le 29 novembre 2026", "Nos références : 2026-000123", "Objet : réponse à votre demande reçue le 24 novembre 2026", body,
        ["Réponse vérifiée et envoyée par : État civil.", "Cette réponse a été écrite par un agent."], "page {0} sur {1}",
        new DateTimeOffset(2026, 11, 29, 9, 0, 0, TimeSpan.Zero));

    private static double Left(Word word) => word.BoundingBox.Left / PointsInMillimetre;

    private static double Top(Page page, Word word) => (page.Height - word.BoundingBox.Top) / PointsInMillimetre;

    private static string Text(Page page) => string.Join(' ', page.GetWords().Select(word => word.Text));
}
