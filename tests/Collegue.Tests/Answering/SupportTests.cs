using Collegue.Answering;
using Collegue.Answering.Grounding;
using Xunit;

namespace Collegue.Tests.Answering;

public sealed class SupportTests
{
    private const string Source = "La demande de passeport se fait à la mairie. Le passeport d'un majeur est valable 10 ans. "
        + "Le timbre fiscal coûte 86 € pour un majeur. Le timbre fiscal coûte 42 € pour un mineur de 15 ans ou plus. "
        + "La prise d'empreintes est obligatoire. Vous devez venir avec l'enfant au moins 2 mois avant le voyage.";

    [Theory]
    [InlineData("Pour un majeur, le timbre fiscal est à 86 €.")]
    [InlineData("La demande de passeport est à faire à la mairie.")]
    [InlineData("Un majeur garde un passeport valable dix ans.")]
    [InlineData("La prise d'empreintes n'est pas facultative.")]
    [InlineData("Il faut venir avec l'enfant au moins deux mois avant le voyage.")]
    public async Task The_same_in_other_words_is_supported(string sentence) => Assert.True((await CheckAsync(sentence)).Supported);

    [Theory]
    [InlineData("Le timbre fiscal coûte 68 € pour un majeur.", CheckKinds.Amount)]
    [InlineData("Le passeport d'un majeur est valable 5 ans.", CheckKinds.Date)]
    [InlineData("La demande de passeport se fait à la préfecture.", CheckKinds.Term)]
    [InlineData("La prise d'empreintes est facultative.", CheckKinds.Term)]
    [InlineData("La prise d'empreintes n'est pas obligatoire.", CheckKinds.Negation)]
    [InlineData("Vous devez venir avec l'enfant au moins 2 mois après le voyage.", CheckKinds.Condition)]
    [InlineData("La prise d'empreintes est toujours obligatoire.", CheckKinds.Condition)]
    [InlineData("Apportez 4 photos pour le passeport.", CheckKinds.Number)]
    [InlineData("Les véhicules électriques stationnent gratuitement dans les parkings souterrains.", CheckKinds.Wording)]
    public async Task What_the_source_does_not_say_is_refused_and_told_why(string sentence, string kind)
    {
        var grounded = await CheckAsync(sentence);

        Assert.False(grounded.Supported);
        Assert.Contains(grounded.Checks, check => check.Kind == kind && !check.Passed);
    }

    private static async Task<GroundedClaim> CheckAsync(string sentence)
    {
        var (passage, document) = (Guid.Parse("0198a000-0000-7000-8000-000000000001"), Guid.Parse("0198a000-0000-7000-8000-000000000002"));
        var citation = new AnswerCitation(passage, document, "particuliers/F1", "Passeport", null, null, null, null, Source, 0);
        var stored = new StoredPassage(passage, document, Source, null, null, null, "Passeport", null);
        return (await new Grounder(new Shelf()).CheckAsync([new Claim(sentence, [citation])], [stored], TestContext.Current.CancellationToken))[0];
    }
}
