using Collegue.Answering.Writing.Reading;
using Xunit;

namespace Collegue.Tests.Answering.Writing;

public sealed class SyllableTests
{
    [Theory]
    [InlineData("eau", 1)]
    [InlineData("vous", 1)]
    [InlineData("rue", 1)]
    [InlineData("oui", 1)]
    [InlineData("août", 1)]
    [InlineData("lieu", 1)]
    [InlineData("huit", 1)]
    [InlineData("les", 1)]
    [InlineData("peuvent", 1)]
    [InlineData("doivent", 1)]
    [InlineData("pièce", 1)]
    [InlineData("mairie", 2)]
    [InlineData("maison", 2)]
    [InlineData("client", 2)]
    [InlineData("année", 2)]
    [InlineData("demande", 2)]
    [InlineData("nation", 2)]
    [InlineData("paiement", 2)]
    [InlineData("voyage", 2)]
    [InlineData("agent", 2)]
    [InlineData("pays", 2)]
    [InlineData("maïs", 2)]
    [InlineData("théâtre", 2)]
    [InlineData("question", 2)]
    [InlineData("rendez-vous", 3)]
    [InlineData("février", 3)]
    [InlineData("réunion", 3)]
    [InlineData("création", 3)]
    [InlineData("document", 3)]
    [InlineData("bienvenue", 3)]
    [InlineData("aujourd'hui", 3)]
    [InlineData("administration", 5)]
    [InlineData("coopération", 5)]
    [InlineData("2026", 4)]
    public void Syllables_are_counted_as_they_are_said(string word, int syllables) => Assert.Equal(syllables, Syllables.Of(word));
}
