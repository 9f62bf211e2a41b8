using System.Globalization;
using Collegue.Storage.Drafts;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Casework.Incidents;

public sealed class SentenceWordingTests
{
    private static readonly string[] Vocabulary =
        ["mairie", "carte", "dossier", "rendez", "gratuit", "enfant", "école", "tarif", "mercredi", "demande", "guichet", "place", "adresse", "facture", "délai", "août", "papier", "maison"];

    private static readonly Gen<string[]> Sentence = Gen.Int[0, 17].Select(at => Vocabulary[at]).Array[10, 16];

    [Theory]
    [InlineData("La carte coûte 3,20 €.", "LA CARTE COUTE 3,20€ !")]
    [InlineData("Il faut 1 000 euros, l'été.", "Il faut 1000 euros l’ete")]
    [InlineData("Le cœur de ville ouvre à 9 h.", "le coeur de ville ouvre à 9h")]
    public void Capitals_accents_spaces_and_points_change_nothing(string one, string other) =>
        Assert.Equal(SentenceWording.Read(one).Fingerprint, SentenceWording.Read(other).Fingerprint);

    [Fact]
    public void Another_figure_makes_another_sentence() => Sentence.Select(Gen.Int[1, 5000], Gen.Int[1, 5000]).Sample((words, one, other) =>
    {
        var (left, right) = (With(words, one), With(words, other));
        Assert.Equal(one == other, left.SameAs(right));
    });

    [Fact]
    public void A_sentence_with_one_word_changed_is_found_by_its_bands_nearly_always()
    {
        var found = 0;
        const int tries = 2_000;
        Sentence.Select(Gen.Int[0, 9]).Sample(
            (words, at) =>
            {
                var before = SentenceWording.Read(string.Join(' ', words));
                string[] changed = [.. words[..at], "absolument", .. words[(at + 1)..]];
                var after = SentenceWording.Read(string.Join(' ', changed));
                if (!before.SameAs(after) || before.Bands.Zip(after.Bands).Any(pair => pair.First == pair.Second))
                {
                    Interlocked.Increment(ref found);
                }
            },
            iter: tries);
        Assert.True(found >= tries * 0.95, found.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_sentences_of_a_letter_stand_where_they_are_said_to()
    {
        const string letter = "Bonjour M. Dupont,\n\nVoir l'article 131 du code. Le prix est de 3.20 € ! Venez.\n- Une pièce d'identité\n\nCordialement";

        Assert.Equal(
            ["Bonjour M. Dupont,", "Voir l'article 131 du code.", "Le prix est de 3.20 € !", "Venez.", "Une pièce d'identité", "Cordialement"],
            SentenceCuts.Texts(letter));
        Assert.All(SentenceCuts.Of(letter), cut => Assert.Equal(letter.Substring(cut.Start, cut.Length).Trim(), letter.Substring(cut.Start, cut.Length)));
    }

    private static SentenceWording With(string[] words, int figure) =>
        SentenceWording.Read($"{string.Join(' ', words)} {figure.ToString(CultureInfo.InvariantCulture)} €");
}
