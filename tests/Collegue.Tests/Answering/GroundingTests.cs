using Collegue.Answering;
using Collegue.Answering.Grounding;
using Xunit;

namespace Collegue.Tests.Answering;

public sealed class GroundingTests : IStoredPassages
{
    private const string Text =
        "Le passeport coûte 86 € depuis le 1er janvier 2021. Délai : 3 semaines. Appelez le 05 36 49 10 10 ou écrivez à " +
        "etat-civil@sainte-amarelle.example. Guichet : 3 place de la Mairie, 00000 Sainte-Amarelle. Site : https://rdv.sainte-amarelle.example.";

    private static readonly Guid Passage = new(1, 0, 0, new byte[8]);
    private static readonly Guid Document = new(2, 0, 0, new byte[8]);

    [Theory]
    [InlineData("Il faut payer 86 euros.", CheckKinds.Amount, true)]
    [InlineData("Il faut payer 86,00 €.", CheckKinds.Amount, true)]
    [InlineData("Il faut payer 89 €.", CheckKinds.Amount, false)]
    [InlineData("Il faut payer 6 €.", CheckKinds.Amount, false)]
    [InlineData("Ce prix vaut depuis le 01/01/2021.", CheckKinds.Date, true)]
    [InlineData("Ce prix vaut depuis le 1er janvier.", CheckKinds.Date, true)]
    [InlineData("Ce prix vaut depuis le 1er janvier 2022.", CheckKinds.Date, false)]
    [InlineData("Comptez trois semaines.", CheckKinds.Date, true)]
    [InlineData("Comptez 3 mois.", CheckKinds.Date, false)]
    [InlineData("Téléphone : 0536491010.", CheckKinds.Phone, true)]
    [InlineData("Téléphone : +33 5 36 49 10 10.", CheckKinds.Phone, true)]
    [InlineData("Téléphone : 05 36 49 10 11.", CheckKinds.Phone, false)]
    [InlineData("Écrivez à Etat-Civil@sainte-amarelle.example.", CheckKinds.Email, true)]
    [InlineData("Écrivez à maire@sainte-amarelle.example.", CheckKinds.Email, false)]
    [InlineData("Allez sur https://rdv.sainte-amarelle.example/.", CheckKinds.Link, true)]
    [InlineData("Allez sur https://www.exemple.example/passeport.", CheckKinds.Link, true)]
    [InlineData("Allez sur https://rdv.sainte-amarelle.example/autre.", CheckKinds.Link, false)]
    [InlineData("Venez au 3, place de la Mairie.", CheckKinds.Address, true)]
    [InlineData("Venez au 13 place de la Mairie.", CheckKinds.Address, false)]
    [InlineData("Courrier à 00000 Sainte-Amarelle.", CheckKinds.Address, true)]
    [InlineData("Courrier à 99999 Sainte-Amarelle.", CheckKinds.Address, false)]
    public async Task A_fact_of_an_agents_sentence_is_in_the_cited_source_or_fails(string sentence, string kind, bool passes)
    {
        var grounded = await CheckAsync(new Claim(sentence, [Cite("Le passeport coûte 86 €", 0)]));

        Assert.Contains(grounded.Checks, check => check.Kind == kind && check.Passed == passes);
        Assert.False(grounded.Supported && !passes);
    }

    [Theory]
    [InlineData("Le passeport coûte 86 €", 0, true)]
    [InlineData("Le passeport coûte 86 €", 1, false)]
    [InlineData("le passeport coûte 86 €", 0, false)]
    [InlineData("Le passeport coûte 89 €", 0, false)]
    [InlineData("passeport", 3, true)]
    [InlineData("", 0, false)]
    [InlineData("Le passeport", -1, false)]
    [InlineData("Le passeport", int.MaxValue, false)]
    public async Task A_quote_is_in_the_stored_passage_at_its_place(string quote, int start, bool passes)
    {
        var grounded = await CheckAsync(new Claim("Le passeport.", [Cite(quote, start)]));

        Assert.Equal(passes, Assert.Single(grounded.Checks).Passed);
        Assert.Equal(passes, grounded.Supported);
    }

    [Fact]
    public async Task A_sentence_without_citation_is_not_supported() =>
        Assert.False((await CheckAsync(new Claim("Le passeport est utile.", []))).Supported);

    [Fact]
    public async Task A_passage_that_is_gone_supports_nothing()
    {
        var gone = Cite("Le passeport coûte 86 €", 0) with { PassageId = Document };

        Assert.False((await CheckAsync(new Claim("Le passeport coûte 86 €", [gone]))).Supported);
    }

    [Fact]
    public async Task A_passage_of_another_document_is_not_the_one_cited()
    {
        var moved = Cite("Le passeport coûte 86 €", 0) with { DocumentId = Passage };

        Assert.False((await CheckAsync(new Claim("Le passeport coûte 86 €", [moved]))).Supported);
    }

    [Fact]
    public async Task An_address_shown_is_the_one_stored()
    {
        Assert.True((await CheckAsync(new Claim("Le passeport", [Cite("Le passeport", 0)], "https://service.exemple.example/rdv"))).Supported);
        Assert.False((await CheckAsync(new Claim("Le passeport", [Cite("Le passeport", 0)], "https://pirate.example/rdv"))).Supported);
    }

    public Task<IReadOnlyDictionary<Guid, StoredPassage>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var stored = new StoredPassage(Passage, Document, Text, null, null, "https://service.exemple.example/rdv", "Passeport",
            "https://www.exemple.example/passeport");
        return Task.FromResult<IReadOnlyDictionary<Guid, StoredPassage>>(
            ids.Where(id => id == Passage).ToDictionary(id => id, _ => stored));
    }

    private static AnswerCitation Cite(string quote, int start) =>
        new(Passage, Document, "papiers/passeport", "Passeport", null, "https://www.exemple.example/passeport", null, null, quote, start);

    private async Task<GroundedClaim> CheckAsync(Claim claim) =>
        Assert.Single(await new Grounder(this).CheckAsync([claim], TestContext.Current.CancellationToken));
}
