using Collegue.Answering.Grounding;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Answering;

public sealed class FactFindingTests
{
    [Theory]
    [InlineData("coûte 1 000,50 €", CheckKinds.Amount, "1000.5 eur")]
    [InlineData("coûte 1\u00A0000,50\u00A0euros", CheckKinds.Amount, "1000.5 eur")]
    [InlineData("coûte 86 €", CheckKinds.Amount, "86 eur")]
    [InlineData("coûte 86,00 €", CheckKinds.Amount, "86 eur")]
    [InlineData("un taux de 5,5 %", CheckKinds.Amount, "5.5 %")]
    [InlineData("1,5 million d'euros", CheckKinds.Amount, "1500000 eur")]
    [InlineData("le 1er janvier 2021", CheckKinds.Date, "2021-01-01")]
    [InlineData("le 15/05/2020", CheckKinds.Date, "2020-05-15")]
    [InlineData("le 2020-05-15", CheckKinds.Date, "2020-05-15")]
    [InlineData("dans un délai de trois mois", CheckKinds.Date, "3 month")]
    [InlineData("dans les 15 jours", CheckKinds.Date, "15 day")]
    [InlineData("à 8 h 30", CheckKinds.Date, "08:30")]
    [InlineData("à 8h30", CheckKinds.Date, "08:30")]
    [InlineData("appelez le 3939", CheckKinds.Phone, "3939")]
    [InlineData("au 05 36 49 10 00", CheckKinds.Phone, "0536491000")]
    [InlineData("au +33 5 36 49 10 00", CheckKinds.Phone, "0536491000")]
    [InlineData("au 05.36.49.10.00", CheckKinds.Phone, "0536491000")]
    [InlineData("à accueil@sainte-amarelle.example", CheckKinds.Email, "accueil@sainte-amarelle.example")]
    [InlineData("sur https://www.exemple.example/a?b=1.", CheckKinds.Link, "www.exemple.example/a?b=1")]
    [InlineData("au 12 bis, rue de la Halle, ouvert", CheckKinds.Address, "12 bis rue de la halle")]
    [InlineData("à 00000 Sainte-Amarelle", CheckKinds.Address, "00000 sainte amarelle")]
    public void A_fact_is_found_and_written_one_way(string text, string kind, string canonical) =>
        Assert.Contains(FactFinder.Find(text), fact => fact.Kind == kind && fact.Canonical == canonical);

    [Fact]
    public void Each_day_of_a_list_is_a_date() => Assert.Equal(
        ["2026-01-05", "2026-01-12", "2026-01-19"],
        FactFinder.Find("les 5, 12 et 19 janvier 2026").Where(fact => fact.Kind == CheckKinds.Date).Select(fact => fact.Canonical));

    [Fact]
    public void The_value_is_the_text_at_its_place_and_no_text_makes_it_fail() =>
        Gen.OneOf(Gen.String, Pick.From("3 rue de la ", "05 36 49 10 00", "1 500 €", " ", "12/13/", "2020", "le 3939", "a@b.example",
            "https://", "\uD83D", "é", "31 février 9999", "99999999999999999999 €", "\u00A0").Array[0, 12].Select(pieces => string.Concat(pieces)))
        .Sample(text => Assert.All(FactFinder.Find(text), fact => Assert.Equal(fact.Value, text.Substring(fact.Start, fact.Value.Length))));
}
