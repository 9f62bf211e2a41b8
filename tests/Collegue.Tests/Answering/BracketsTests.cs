using Collegue.Answering.Extracting;
using Xunit;

namespace Collegue.Tests.Answering;

public sealed class BracketsTests
{
    private const string Asked = "Combien coûte un repas à la cantine avec un quotient familial de 742 ?";

    [Theory]
    [InlineData("Le repas coûte 3,20 € pour un quotient familial entre 501 et 900.", false)]
    [InlineData("Le repas coûte 1,00 € pour un quotient familial de 500 ou moins.", true)]
    [InlineData("Le repas coûte 4,10 € pour un quotient familial entre 901 et 1 300.", true)]
    [InlineData("Le repas coûte 5,60 € pour un quotient familial supérieur à 1 800.", true)]
    [InlineData("Le repas coûte 2,10 € pour un quotient familial de moins de 742.", true)]
    [InlineData("Le repas coûte 2,10 € pour un quotient familial jusqu'à 742.", false)]
    [InlineData("Le repas coûte 2,10 € à partir de 742 de quotient familial.", false)]
    [InlineData("Quotient familial : quotient familial 500 ou moins\nPrix du repas à la cantine : 1,00 €", true)]
    [InlineData("Le tarif dépend du quotient familial.", false)]
    [InlineData("La cantine accueille les enfants de plus de 3 ans.", false)]
    public void Only_the_bracket_of_the_figure_asked_answers(string sentence, bool excluded) =>
        Assert.Equal(excluded, Brackets.In(Asked).Exclude(sentence));

    [Theory]
    [InlineData("Ma fille de 14 ans a perdu son passeport", "Le passeport perdu depuis moins de 5 ans est à déclarer.")]
    [InlineData("Combien coûte un repas à la cantine ?", "Le repas coûte 1,00 € pour un quotient familial de 500 ou moins.")]
    [InlineData("99999999999999999999999999 quotient", "quotient de 5 ou moins ; 1,2,3 ; entre 5 et")]
    public void A_figure_of_something_else_or_none_excludes_nothing_it_should_not(string question, string sentence)
    {
        var excluded = Brackets.In(question).Exclude(sentence);

        Assert.Equal(question.StartsWith('9'), excluded);
    }

    [Fact]
    public void What_is_counted_may_be_said_by_its_acronym() =>
        Assert.True(Brackets.In("prix cantine qf 742").Exclude("Le repas coûte 1,00 € pour un quotient familial de 500 ou moins."));

    [Fact]
    public async Task A_price_is_given_for_the_figure_asked_and_all_are_when_none_is()
    {
        var shelf = new Shelf().Add("cantine/tarifs", "Cantine scolaire : prix des repas", local: true,
            new Leaf("Le repas à la cantine coûte 1,00 € pour un quotient familial de 500 ou moins. Le repas à la cantine coûte 3,20 € pour un quotient familial entre 501 et 900. "
                + "Le repas à la cantine coûte 5,60 € pour un quotient familial entre 901 et 1 800."));

        var asked = await shelf.AskAsync(Asked);
        var none = await shelf.AskAsync(Asked.Replace("742", "3 000", StringComparison.Ordinal));

        Assert.Equal(["Le repas à la cantine coûte 3,20 € pour un quotient familial entre 501 et 900."], asked.Sentences.Select(sentence => sentence.Text));
        Assert.Equal(3, none.Sentences.Count);
    }
}
