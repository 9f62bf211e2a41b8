using Collegue.Answering.Extracting;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Answering;

public sealed class SentenceSplittingTests
{
    private static readonly Gen<string> Pieces = Pick.From(
        "Vous devez payer 1 000,50 €", ". ", "M. Dupont", " art. 12", "\n", "- ", " :", "n° 3", "c.-à-d. ", "https://a.example/b.html", "? ",
        "« Oui. »", "\u00A0", "…", "L. 131-1", "É", "\r\n", "– ", "  ", "Tarif : 3 €\n", "😀", "\u0301", ")");

    private static readonly Gen<string> Texts = Pieces.Array[0, 25].Select(pieces => string.Concat(pieces));

    [Fact]
    public void Spans_are_ordered_not_blank_and_leave_only_white_space_and_dashes_out() => Texts.Sample(text =>
    {
        var end = 0;
        foreach (var span in SentenceSplitter.Split(text))
        {
            Assert.True(span.Start >= end);
            Assert.All(text[end..span.Start], letter => Assert.True(char.IsWhiteSpace(letter) || letter is '-' or '–' or '•'));
            var sentence = span.In(text);
            Assert.Equal(sentence.Trim(), sentence);
            Assert.NotEqual("", sentence);
            end = span.End;
        }
        Assert.All(text[end..], letter => Assert.True(char.IsWhiteSpace(letter) || letter is '-' or '–' or '•'));
    });

    [Fact]
    public void An_item_is_announced_by_an_introduction_before_it() => Texts.Sample(text =>
    {
        var spans = SentenceSplitter.Split(text);
        foreach (var (span, at) in spans.Select((span, at) => (span, at)).Where(row => row.span.Introduction >= 0))
        {
            Assert.Equal(SentenceKind.Item, span.Kind);
            Assert.True(span.Introduction < at);
            Assert.Equal(SentenceKind.Introduction, spans[span.Introduction].Kind);
        }
    });

    [Theory]
    [InlineData("M. Martin reçoit Mme. Durand le lundi. La mairie est ouverte.", 2)]
    [InlineData("Voir l'art. 12 du code. Le n° 3 est gratuit.", 2)]
    [InlineData("Le prix est de 1 000,50 €. Il faut payer d'avance.", 2)]
    [InlineData("L'article L. 131-1 s'applique, c.-à-d. à tous.", 1)]
    [InlineData("Allez sur https://www.exemple.example/a.b.html avant le 3 mai.", 1)]
    [InlineData("Est-ce payant ? Non. C'est gratuit !", 3)]
    [InlineData("J. Dupont signe. Le dossier est complet (art. 5).", 2)]
    [InlineData("Il répond « Oui. » puis signe.", 1)]
    public void Points_inside_a_sentence_do_not_end_it(string text, int sentences) =>
        Assert.Equal(sentences, SentenceSplitter.Split(text).Count);

    [Fact]
    public void A_list_keeps_its_introduction()
    {
        const string text = "Vous devez fournir :\n- une photo\n- un justificatif.\nLe dépôt est gratuit.";

        var spans = SentenceSplitter.Split(text);

        Assert.Equal(["Vous devez fournir :", "une photo", "un justificatif.", "Le dépôt est gratuit."], spans.Select(span => span.In(text)));
        Assert.Equal([-1, 0, 0, -1], spans.Select(span => span.Introduction));
    }

    [Fact]
    public void A_table_row_is_one_span()
    {
        const string text = "Jour : lundi\nHoraires : de 9 h à 12 h\nLieu : 3 rue Basse";

        var span = Assert.Single(SentenceSplitter.Split(text));

        Assert.Equal(SentenceKind.Row, span.Kind);
        Assert.Equal(text, span.In(text));
    }
}
