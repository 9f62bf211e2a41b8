using Collegue.Knowledge.Searching;
using Xunit;

namespace Collegue.Tests.Knowledge.Searching;

/// <summary>Amounts and delays of two texts are compared unit by unit.</summary>
public sealed class ContradictionsTests
{
    [Theory]
    [InlineData("La demande est faite dans les 10 jours.", "Vous avez 15 jours pour demander.", "10 jours", "15 jours")]
    [InlineData("Le repas coûte 3,50 €.", "Le prix est de 4,10 euros.", "3,50 €", "4,10 euros")]
    [InlineData("Le timbre coûte 1 250 €.", "Le timbre coûte 1 260 €.", "1 250 €", "1 260 €")]
    [InlineData("Le timbre coûte 1\u00A0250\u00A0€.", "Le timbre coûte 3\u202F250\u00A0€.", "1 250 €", "3 250 €")]
    [InlineData("Valable 1 an.", "Valable 2 ans.", "1 an", "2 ans")]
    public void Other_figures_for_the_same_unit_differ(string left, string right, string here, string there) =>
        Assert.Equal((here, there), Contradictions.Differ(left, right));

    [Theory]
    [InlineData("Le repas coûte 3,50 €.", "Le repas coûte 3,50 euros, ou 2 € réduit.")]
    [InlineData("Dans les 10 jours.", "Pour 10 €.")]
    [InlineData("Aucun chiffre ici.", "Dans les 10 jours.")]
    [InlineData("Article 10 du code.", "Article 12 du code.")]
    public void Equal_figures_or_other_units_do_not(string left, string right) => Assert.Null(Contradictions.Differ(left, right));
}
