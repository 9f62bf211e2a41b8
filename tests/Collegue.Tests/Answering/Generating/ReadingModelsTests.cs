using System.Globalization;
using Collegue.Answering.Generating;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Answering.Generating;

/// <summary>What a model writes is read the same wherever the network cuts it, and a little wrong is understood.</summary>
public sealed class ReadingModelsTests
{
    private const string Passage = "La carte d’identité est gratuite.\nEn cas de perte, elle coûte\u00A025\u00A0€ : prévoir un timbre fiscal.";

    [Theory]
    [InlineData("{\"text\":\"Un.\",\"passages\":[1],\"quote\":\"q\"}\n{\"text\":\"Deux.\",\"passages\":[2,3]}")]
    [InlineData("```json\n[{\"text\":\"Un.\",\"passages\":[1],\"quote\":\"q\"},\n{\"text\":\"Deux.\",\"passages\":[2,3]}]\n```")]
    [InlineData("{\"sentences\":[{\"text\":\"Un.\",\"passages\":\"1\"},{\"text\":\"Deux.\",\"passages\":[\"2\",\"[3]\"]}]}")]
    [InlineData("Voici la réponse :\n{\"text\":\"Un.\",\"passages\":[1],}\n{\"phrase\":\"Deux.\",\"sources\":[2,3]}\n")]
    [InlineData("<think>Je cherche {\"text\":\"non\"}</think>{\"text\":\"Un.\",\"passages\":[1]} {\"text\":\"Deux.\",\"passages\":[2,3]}")]
    [InlineData("{\"text\":\"Un.\",\"passages\":[1],\"quote\":\"sans fin\n{\"text\":\"Deux.\",\"passages\":[2,3]}")]
    [InlineData("Un. [1]\nDeux [2][3].")]
    [InlineData("Un [1]. Deux. [2, 3]")]
    public void Sentences_are_found_with_their_passages_in_every_way_models_write_them(string said)
    {
        var sentences = Sentences(Read([said]));

        Assert.Equal(["Un.", "Deux."], sentences.Where(sentence => sentence.Passages.Count > 0).Select(sentence => sentence.Text));
        Assert.Equal([1, 2, 3], sentences.SelectMany(sentence => sentence.Passages));
    }

    [Fact]
    public void A_sentence_cut_in_its_middle_is_not_one() =>
        Assert.IsType<Written.Garbled>(Assert.Single(Read(["{\"text\":\"Le délai est de deux"])));

    [Fact]
    public void Where_the_text_is_cut_changes_nothing()
    {
        const string said = "```json\n{\"text\":\"L’\\u00e9t\\u00e9 {ici} coûte \\\"3,20 €\\\".\",\"passages\":[1]}\n{\"text\":\"Deux\",\"passages\":[2]\n{\"inconnu\":true}\nEt un peu de texte [3].\n";
        var whole = Describe(Read([said]));

        Gen.Int[0, said.Length].Array[1, 12].Sample(cuts =>
        {
            int[] places = [0, .. cuts.Order(), said.Length];
            var pieces = places.Zip(places.Skip(1), (from, to) => said[from..to]);
            Assert.Equal(whole, Describe(Read(pieces)));
        }, iter: 500);
    }

    [Fact]
    public void Whatever_is_read_nothing_is_thrown() =>
        Gen.Char["{}[]\",:\\\n 12a`é<think/>"].Array[0, 60].Sample(letters => Assert.NotNull(Read([new string(letters)])), iter: 5_000);

    [Theory]
    [InlineData("La carte d'identité est gratuite", "La carte d’identité est gratuite")]
    [InlineData("« EN CAS DE PERTE, ELLE COÛTE 25 € »", "En cas de perte, elle coûte\u00A025\u00A0€")]
    [InlineData("est gratuite. En cas de perte", "est gratuite.\nEn cas de perte")]
    [InlineData("La carte … elle coûte 25 € : prévoir", "elle coûte\u00A025\u00A0€ : prévoir")]
    public void A_quote_is_found_character_for_character_though_it_was_copied_loosely(string quote, string there)
    {
        var span = QuoteFinder.Find(Passage, quote);

        Assert.Equal(there, Passage.Substring(span!.Value.Start, span.Value.Length));
    }

    [Theory]
    [InlineData("la")]
    [InlineData("La carte d’identité est payante")]
    [InlineData("")]
    [InlineData(null)]
    public void A_quote_that_is_not_there_or_proves_nothing_is_not_found(string? quote) => Assert.Null(QuoteFinder.Find(Passage, quote));

    [Theory]
    [InlineData("La demande se fait en mairie, sur rendez-vous.", "fr", false)]
    [InlineData("Prenez rendez-vous.", "fr", false)]
    [InlineData("You must apply at the town hall with your passport.", "fr", true)]
    [InlineData("Debe presentar la solicitud en el ayuntamiento con su pasaporte.", "fr", true)]
    [InlineData("يجب تقديم الطلب في البلدية", "fr", true)]
    [InlineData("You must apply at the town hall with your passport.", "en", false)]
    [InlineData("La demande se fait dans les mairies, avec votre passeport.", "en", true)]
    public void Another_language_than_asked_is_told(string text, string asked, bool other) =>
        Assert.Equal(other, SpokenLanguage.IsOther(text, CultureInfo.GetCultureInfo(asked)));

    private static List<Written> Read(IEnumerable<string> pieces)
    {
        var reader = new WrittenReader();
        return [.. pieces.SelectMany(piece => reader.Feed(piece).ToList()), .. reader.Finish()];
    }

    private static List<Written.Sentence> Sentences(List<Written> written) => [.. written.OfType<Written.Sentence>()];

    private static string Describe(List<Written> written) => string.Join('|', written.Select(one => one is Written.Sentence sentence
        ? $"{sentence.Text}({string.Join(',', sentence.Passages)}){sentence.Quote}" : one.GetType().Name));
}
