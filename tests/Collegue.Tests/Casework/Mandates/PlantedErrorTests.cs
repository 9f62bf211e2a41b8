using Collegue.Casework.Mandates.Vigilance;
using Collegue.Storage.Mandates;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Casework.Mandates;

/// <summary>Whatever an agent does around a planted error, a text that still holds it is told.</summary>
public sealed class PlantedErrorTests
{
    private static readonly string[] Known =
    [
        "Le timbre fiscal coûte 25 € en cas de perte.",
        "Le repas revient à 3,20 € pour ce quotient.",
        "Le passeport est valable 10 ans.",
        "La demande se dépose avant le 15 juin 2027.",
        "Vous pouvez renouveler votre carte gratuitement si vous présentez l'ancienne.",
        "Le dépôt du dossier se fait en mairie sur rendez-vous.",
        "La CAF verse cette aide chaque mois.",
        "Le stationnement est gratuit pour les résidents sauf les jours de marché.",
        "Une pièce d'identité doit être présentée.",
    ];

    private static readonly Gen<string[]> Letters = Gen.Shuffle(Known).SelectMany(all => Gen.Int[2, 6].Select(count => all[..count]));

    private static readonly string[] Additions = ["Bonjour Madame,", "Bien à vous.", "Nous restons à votre écoute.", "Je me suis renseignée pour vous.", "N'hésitez pas à revenir."];

    [Fact]
    public void Every_error_is_told_in_its_letter_and_not_in_the_right_one() => Letters.Sample(sentences =>
    {
        var letter = string.Join("\n\n", sentences);
        foreach (var planted in ErrorCatalogue.For(letter, sentences))
        {
            Assert.False(PlantedTrace.IsIn(letter, planted), planted.ToString());
            Assert.True(PlantedTrace.IsIn(Shown(letter, planted), planted), planted.ToString());
        }
    });

    [Fact]
    public void Every_kind_of_the_catalogue_can_be_planted()
    {
        var letter = string.Join("\n\n", Known);

        Assert.Equal(Enum.GetValues<ErrorKind>(), ErrorCatalogue.For(letter, Known).Select(planted => planted.Kind).Distinct().Order());
    }

    [Fact]
    public void Edits_that_do_not_touch_the_error_never_let_it_leave() => Gen.Select(Letters, Gen.Int[0, 1000], Gen.Int[0, 5], Gen.Int[0, Additions.Length - 1].Select(index => Additions[index]), Gen.Bool)
        .Sample((sentences, pick, cut, addition, shout) =>
        {
            var letter = string.Join("\n\n", sentences);
            var catalogue = ErrorCatalogue.For(letter, sentences);
            if (catalogue.Count == 0)
            {
                return;
            }

            var planted = catalogue[pick % catalogue.Count];
            var removed = sentences[cut % sentences.Length];
            var edited = Shown(letter, planted);
            edited = removed == planted.Truth ? edited : edited.Replace(removed, "", StringComparison.Ordinal);
            edited = addition + "  " + edited.Replace(" ", "  ", StringComparison.Ordinal).Replace("\n\n", " ", StringComparison.Ordinal) + "\r\n" + addition;
            edited = shout ? edited.ToUpperInvariant() : edited;

            Assert.True(PlantedTrace.IsIn(edited, planted), $"{planted}\n{edited}");
        });

    [Fact]
    public void The_right_sentence_or_none_at_all_may_leave() => Gen.Select(Letters, Gen.Int[0, 1000]).Sample((sentences, pick) =>
    {
        var letter = string.Join("\n\n", sentences);
        var catalogue = ErrorCatalogue.For(letter, sentences);
        if (catalogue.Count > 0)
        {
            var planted = catalogue[pick % catalogue.Count];

            Assert.False(PlantedTrace.IsIn("Bonjour,\n\n" + letter, planted));
            Assert.False(PlantedTrace.IsIn(letter.Replace(planted.Truth, "", StringComparison.Ordinal), planted));
        }
    });

    [Theory]
    [InlineData("Le timbre fiscal coûte 28 euros.")]
    [InlineData("Comptez 28,00 € pour le timbre.")]
    public void A_wrong_amount_written_otherwise_is_still_told(string text) =>
        Assert.True(PlantedTrace.IsIn(text, new PlantedSentence(ErrorKind.WrongAmount, "Le timbre coûte 25 €.", "Le timbre coûte 28 €.", "28 €")));

    [Fact]
    public void The_stated_share_of_drafts_is_drawn()
    {
        var random = new Random(6);
        var drawn = Enumerable.Range(0, 20_000).Count(_ =>
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            return PlantedErrors.IsDrawn(new Guid(bytes), 5);
        });

        Assert.InRange(drawn / 20_000.0, 0.045, 0.055);
        Assert.False(PlantedErrors.IsDrawn(Guid.Empty, 0));
    }

    /// <summary>What is kept of vigilance has no place for a person.</summary>
    [Fact]
    public void No_row_of_vigilance_can_name_an_agent() =>
        Assert.DoesNotContain(
            new[] { typeof(PlantedError), typeof(VigilanceCount), typeof(MandateEvidence) }.SelectMany(type => type.GetProperties()),
            property => property.Name.Contains("Agent", StringComparison.Ordinal) || property.Name.Contains("Review", StringComparison.Ordinal));

    private static string Shown(string letter, PlantedSentence planted) => letter.Replace(planted.Truth, planted.Planted, StringComparison.Ordinal);
}
