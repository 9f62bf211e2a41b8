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
    [InlineData("Un majeur a un passeport valable dix ans.")]
    [InlineData("Il faut venir avec l'enfant au moins deux mois avant le voyage.")]
    public async Task The_same_in_other_words_is_supported(string sentence) => Assert.True((await CheckAsync(sentence)).Supported);

    [Theory]
    [InlineData("Le timbre fiscal coûte 68 € pour un majeur.", CheckKinds.Amount)]
    [InlineData("Le passeport d'un majeur est valable 5 ans.", CheckKinds.Date)]
    [InlineData("La demande de passeport se fait à la préfecture.", CheckKinds.Wording)]
    [InlineData("La prise d'empreintes est facultative.", CheckKinds.Wording)]
    [InlineData("La prise d'empreintes n'est pas obligatoire.", CheckKinds.Negation)]
    [InlineData("Vous devez venir avec l'enfant au moins 2 mois après le voyage.", CheckKinds.Condition)]
    [InlineData("La prise d'empreintes est toujours obligatoire.", CheckKinds.Condition)]
    [InlineData("La prise d'empreintes n'est pas facultative.", CheckKinds.Wording)]
    [InlineData("Le timbre fiscal coûte 42 € pour un majeur.", CheckKinds.Wording)]
    [InlineData("Apportez 4 photos pour le passeport.", CheckKinds.Wording)]
    [InlineData("Les véhicules électriques stationnent gratuitement dans les parkings souterrains.", CheckKinds.Wording)]
    public async Task What_the_source_does_not_say_is_refused_and_told_why(string sentence, string kind)
    {
        var grounded = await CheckAsync(sentence);

        Assert.False(grounded.Supported);
        Assert.Contains(grounded.Checks, check => check.Kind == kind && !check.Passed);
    }

    [Theory]
    [InlineData("Le timbre fiscal coûte 68 € pour un majeur.", "Le timbre fiscal coûte 86 € pour un majeur.")]
    [InlineData("Le passeport d'un adulte vaut 10 ans.", "Le passeport d'un majeur est valable 10 ans.")]
    public async Task The_sentence_of_the_source_stands_for_one_without_proof(string sentence, string source)
    {
        var said = await InSourceWordsAsync(sentence, Source);

        Assert.True(said!.Supported);
        Assert.Equal(source, said.Claim.Text);
        Assert.Equal(Source.IndexOf(source, StringComparison.Ordinal), Assert.Single(said.Claim.Citations).Start);
    }

    [Fact]
    public async Task A_sentence_that_leans_on_another_is_quoted_with_it_and_an_item_with_its_announcement()
    {
        const string source = "La demande est traitée par le fonds. Il dispose de 2 mois pour faire une offre.\nVous devez fournir :\n- une photo d'identité récente\n- un justificatif de domicile";

        var offer = await InSourceWordsAsync("Le fonds fait une offre en 2 mois.", source);
        var photo = await InSourceWordsAsync("Une photo récente est exigée.", source);

        Assert.Equal("La demande est traitée par le fonds. Il dispose de 2 mois pour faire une offre.", offer!.Claim.Text);
        Assert.Equal("Vous devez fournir : une photo d'identité récente", photo!.Claim.Text);
        Assert.All(offer.Claim.Citations.Concat(photo.Claim.Citations), citation => Assert.Equal(citation.Quote, source.Substring(citation.Start, citation.Quote.Length)));
    }

    [Fact]
    public async Task Nothing_stands_for_a_sentence_on_another_subject() =>
        Assert.Null(await InSourceWordsAsync("Les véhicules électriques stationnent gratuitement dans les parkings souterrains.", Source));

    private static async Task<GroundedClaim?> InSourceWordsAsync(string sentence, string source)
    {
        var (claim, stored) = Cited(sentence, source);
        return await new Grounder(new Shelf()).InSourceWordsAsync(claim, [stored], TestContext.Current.CancellationToken);
    }

    private static async Task<GroundedClaim> CheckAsync(string sentence)
    {
        var (claim, stored) = Cited(sentence, Source);
        return (await new Grounder(new Shelf()).CheckAsync([claim], [stored], TestContext.Current.CancellationToken))[0];
    }

    private static (Claim Claim, StoredPassage Stored) Cited(string sentence, string source)
    {
        var (passage, document) = (Guid.Parse("0198a000-0000-7000-8000-000000000001"), Guid.Parse("0198a000-0000-7000-8000-000000000002"));
        return (new Claim(sentence, [new AnswerCitation(passage, document, "particuliers/F1", "Passeport", null, null, null, null, source, 0)]),
            new StoredPassage(passage, document, source, null, null, null, "Passeport", null));
    }
}
