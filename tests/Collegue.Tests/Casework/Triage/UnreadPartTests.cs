using Collegue.Casework.Triage;
using Collegue.Storage.Cases;
using Xunit;

namespace Collegue.Tests.Casework;

public sealed class UnreadPartTests
{
    private static readonly Collegue.Casework.Triage.Triage Triage = new(RuleSet.Default);

    [Fact]
    public void A_question_beside_words_nobody_foresaw_is_read_by_a_person()
    {
        var outcome = Triage.Decide("Une brume vespérale susurre des ritournelles surannées. Quels sont les horaires de la piscine ?");

        Assert.Equal(Handling.Human, outcome.Handling);
        var reason = Assert.Single(outcome.Reasons, reason => reason.Rule == TriageRules.UnreadPart);
        Assert.Contains(reason.Evidence, evidence => evidence.Text == "susurre");
    }

    [Theory]
    [InlineData("Quels sont les horaires de la piscine ?")]
    [InlineData("Bonjour, quand passe le camion des encombrants rue Zyxwvabel Morquentin Tralouvier ? Merci")]
    public void A_plain_question_with_names_of_places_is_not(string message)
    {
        var outcome = Triage.Decide(message);

        Assert.Equal(Handling.Automatable, outcome.Handling);
        Assert.DoesNotContain(outcome.Reasons, reason => reason.Rule == TriageRules.UnreadPart);
    }
}
