using Collegue.Knowledge.Searching.Words;
using Xunit;

namespace Collegue.Tests.Knowledge.Searching.Words;

/// <summary>Definitions explain acronyms; most definitions explain something else.</summary>
public sealed class AcronymReaderTests
{
    [Theory]
    [InlineData("CSE : Comité social et économique", "CSE", "Comité social et économique")]
    [InlineData("BNC : Bénéfices non commerciaux.", "BNC", "Bénéfices non commerciaux")]
    [InlineData("PPAE : Projet personnalisé d'accès à l'emploi", "PPAE", "Projet personnalisé d'accès à l'emploi")]
    [InlineData("PEI : Plan d'épargne interentreprises", "PEI", "Plan d'épargne interentreprises")]
    public void An_acronym_is_read_with_its_words(string definition, string acronym, string words) =>
        Assert.Equal(new Acronym(acronym, words), Assert.Single(AcronymReader.Read([definition])));

    [Theory]
    [InlineData("Délai de carence : Période écoulée entre 2 événements")]
    [InlineData("Photocopie CNI : Recto-verso")]
    [InlineData("TVA : Voir la fiche")]
    [InlineData("CSE")]
    [InlineData(": rien")]
    [InlineData("SARL : Société")]
    public void Other_definitions_are_no_acronyms(string definition) => Assert.Empty(AcronymReader.Read([definition]));

    [Fact]
    public void The_meaning_most_definitions_give_is_kept() =>
        Assert.Equal("Tribunal d'instance", Assert.Single(AcronymReader.Read(
            ["TI : Tribunal d'instance", "TI : Tribunal d'insertion\nTI : Tribunal d'instance"])).Long);
}
