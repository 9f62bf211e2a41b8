using Collegue.Knowledge.Embedding;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Knowledge.Embedding;

public sealed class TextEmbedderTests
{
    [Theory]
    [InlineData("mon patron m'a viré", "Licenciement pour motif personnel", "Permis de conduire : inscription à l'examen")]
    [InlineData("refaire la carte grise", "Certificat d'immatriculation : duplicata", "Allocation de rentrée scolaire (ARS)")]
    [InlineData("le voisin fait du bruit la nuit", "Troubles de voisinage : bruit", "Demande de passeport pour un majeur")]
    [InlineData("arrêt de travail pour maladie", "Indemnités journalières du salarié", "Élection municipale")]
    [InlineData("prix de la cantine", "Restauration scolaire : tarifs", "Immatriculation d'un bateau")]
    public void A_question_is_closer_to_what_answers_it_than_to_another_subject(string question, string answer, string other) =>
        Assert.True(OurModel.Similarity(question, answer) > OurModel.Similarity(question, other) + 0.1);

    [Theory]
    [InlineData("Déclaration de naissance à l'état civil", "DECLARATION DE NAISSANCE A L’ETAT CIVIL")]
    [InlineData("Œuvre de cœur", "oeuvre de coeur")]
    [InlineData("carte d'identité", "carte d\u2019identite\u0301")]
    [InlineData("licenciement", "licen\u00ADciement")]
    public void Case_accents_ligatures_and_kinds_of_apostrophe_do_not_count(string one, string other) =>
        Assert.Equal(OurModel.Vector(one), OurModel.Vector(other));

    [Theory]
    [InlineData("licenciement économique", "licensiment economiqe", "permis de conduire")]
    [InlineData("renouvellement du passeport", "renouvelement du paseport", "pension de retraite")]
    [InlineData("allocation de rentrée scolaire", "alocation de rentré scolère", "carte grise")]
    public void A_misspelt_question_stays_closer_to_the_right_words_than_to_others(string right, string misspelt, string other) =>
        Assert.True(OurModel.Similarity(misspelt, right) > OurModel.Similarity(misspelt, other) + 0.2);

    [Fact]
    public void Any_text_gives_a_vector_of_length_one_or_zeros() => Gen.String[Gen.Char, 0, 300].Sample(text =>
    {
        var vector = new float[OurModel.Embedder.Dimensions];

        var found = OurModel.Embedder.Embed(text, vector);

        Assert.Equal(found ? 1 : 0, Math.Sqrt(vector.Sum(number => (double)number * number)), 1e-4);
    });

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    [InlineData("?!… « » — 😀")]
    [InlineData("\ud800")]
    public void A_text_without_words_gives_zeros(string text)
    {
        var vector = new float[OurModel.Embedder.Dimensions];
        Array.Fill(vector, 3f);

        Assert.False(OurModel.Embedder.Embed(text, vector));
        Assert.All(vector, number => Assert.Equal(0, number));
    }

    [Fact]
    public void A_huge_text_counts_up_to_a_limit()
    {
        var most = string.Concat(Enumerable.Repeat("carte d'identité ", TextEmbedder.LongestText))[..TextEmbedder.LongestText];

        Assert.Equal(OurModel.Vector(most), OurModel.Vector(most + " permis de conduire " + new string('x', 5_000_000)));
    }

    [Fact]
    public void A_word_without_end_is_one_word() =>
        Assert.True(OurModel.Embedder.Embed(new string('z', 100_000), new float[OurModel.Embedder.Dimensions]));

    [Fact]
    public void Title_and_headings_count_in_a_passage_whatever_the_length_of_its_text()
    {
        var text = string.Concat(Enumerable.Repeat("Le montant dépend de la situation et la demande se fait en ligne. ", 40));
        var (passage, alone) = (new float[OurModel.Embedder.Dimensions], OurModel.Vector(text));
        OurModel.Embedder.EmbedPassage("Permis de chasser", "Validation annuelle", text, passage);
        var question = OurModel.Vector("validation du permis de chasser");

        Assert.True(Dot(question, passage) > Dot(question, alone) + 0.2);
        Assert.Equal(1, Dot(passage, passage), 1e-4);
    }

    [Fact]
    public void Many_threads_get_what_one_gets()
    {
        string[] texts = [.. Enumerable.Range(0, 400).Select(number => $"question numéro {number} sur le permis {number % 7} et la mairie")];
        var expected = texts.Select(OurModel.Vector).ToArray();
        var found = new float[texts.Length][];

        Parallel.For(0, texts.Length, at => found[at] = OurModel.Vector(texts[at]));

        Assert.Equal(expected, found);
    }

    private static double Dot(float[] left, float[] right) => left.Zip(right, (one, other) => (double)one * other).Sum();
}
