using Collegue.Casework.Mandates;
using Xunit;

namespace Collegue.Tests.Casework.Mandates;

public sealed class FactualChangeTests
{
    private static readonly string[] Sentences =
        ["Le repas coûte 3,20 € pour un quotient de 742.", "La demande se dépose avant le 15 juin au guichet.", "Un justificatif de domicile doit être présenté."];

    private static readonly string Draft = $"Bonjour,\n\n{string.Join("\n\n", Sentences)}\n\nCordialement";

    [Theory]
    [InlineData("Cordialement", "Bien cordialement")]
    [InlineData("Bonjour", "Bonjour Madame Orvault")]
    [InlineData("Le repas coûte 3,20 €", "Chaque repas coûte 3,20 euros")]
    [InlineData("La demande se dépose avant", "La demande doit se déposer avant")]
    public void Courtesy_and_wording_are_no_factual_change(string before, string after) =>
        Assert.False(FactualChange.IsIn(Draft, Sentences, Draft.Replace(before, after, StringComparison.Ordinal)));

    [Theory]
    [InlineData("3,20 €", "3,40 €")]
    [InlineData("15 juin", "30 juin")]
    [InlineData("742", "724")]
    [InlineData("doit être présenté", "ne doit pas être présenté")]
    [InlineData("Un justificatif", "Sauf exception, un justificatif")]
    [InlineData("Un justificatif de domicile doit être présenté.", "")]
    [InlineData("Cordialement", "Cordialement\n05 56 00 00 12")]
    [InlineData("Cordialement", "Voir https://mairie.example/cantine")]
    [InlineData("Cordialement", "Il faut deux photos. Cordialement")]
    public void Figures_dates_contacts_negations_conditions_and_lost_sentences_are(string before, string after) =>
        Assert.True(FactualChange.IsIn(Draft, Sentences, Draft.Replace(before, after, StringComparison.Ordinal)));

    [Fact]
    public void Nothing_changed_is_no_change() => Assert.False(FactualChange.IsIn(Draft, Sentences, Draft));

    [Theory]
    [InlineData("Bonjour, le repas coûte 3,20 € avec un quotient de 742. La demande se dépose avant le 15 juin, un justificatif de domicile doit être présenté.", true)]
    [InlineData("Bonjour, le repas coûte 4 € avec un quotient de 742. La demande se dépose avant le 15 juin.", false)]
    [InlineData("Bonjour, le repas ne coûte rien : il est pris en charge.", false)]
    [InlineData("Merci de nous appeler, nous vous expliquerons tout cela.", false)]
    public void A_silent_draft_agrees_with_a_reply_whose_facts_it_holds(string reply, bool agrees) =>
        Assert.Equal(agrees, FactualChange.Agrees(Sentences, reply, ["J'ai un quotient de 742."]));
}
