using Collegue.Casework.Triage;
using Collegue.Storage.Cases;
using Xunit;

namespace Collegue.Tests.Casework;

public sealed class SignalTests
{
    private static readonly Collegue.Casework.Triage.Triage Triage = new(RuleSet.Default);

    [Theory]
    [InlineData("distress", "Je n’en peux plus, je ne sais plus quoi faire")]
    [InlineData("distress", "jen peu plu")]
    [InlineData("distress", "JE SUIS A BOUT")]
    [InlineData("distress", "Je pense à me suicider")]
    [InlineData("distress", "on dort dans la voiture avec les petits")]
    [InlineData("distress", "À quoi bon continuer")]
    [InlineData("distress", "I want to die")]
    [InlineData("distress", "No puedo más")]
    [InlineData("distress", "أريد أن أموت")]
    [InlineData("distress", "Я більше не можу")]
    [InlineData("distress", "intihar etmek istiyorum")]
    [InlineData("violence", "Mon mari me frappe")]
    [InlineData("violence", "ma frapper hier soir")]
    [InlineData("violence", "Je vais vous tuer")]
    [InlineData("violence", "IL A UN COUTEAU")]
    [InlineData("violence", "My partner beats me")]
    [InlineData("violence", "он мне угрожает")]
    [InlineData("minors", "Les enfants du voisin sont seuls la nuit")]
    [InlineData("minors", "un bébé est maltraité")]
    [InlineData("minors", "the children are alone at night")]
    [InlineData("immediate-danger", "Ça sent le gaz dans la rue")]
    [InlineData("health", "Mon fils est allergique aux arachides")]
    [InlineData("health", "Ich bin krank")]
    [InlineData("discrimination", "On me refuse la salle parce que je suis noire")]
    [InlineData("discrimination", "l'agent est rasiste")]
    [InlineData("dispute", "Je vous mets en demeure")]
    [InlineData("dispute", "Mon avocat vous écrira")]
    [InlineData("dispute", "porter plinte")]
    [InlineData("appeal", "Je forme un recours gracieux")]
    [InlineData("appeal", "je veut annuler la décision")]
    [InlineData("individual-decision", "Pourquoi ma demande de place en crèche a été refusée ?")]
    [InlineData("individual-decision", "je voudrais une dérogation")]
    [InlineData("human-request", "Je veux parler à quelqu'un")]
    [InlineData("human-request", "pas un robot svp")]
    [InlineData("human-request", "I want to speak to a real person")]
    [InlineData("human-request", "rappelez-moi")]
    public void A_human_only_signal_is_seen_in_every_register(string signal, string message)
    {
        var outcome = Triage.Decide(message);

        Assert.Equal(Handling.Human, outcome.Handling);
        Assert.Contains(outcome.Reasons, reason => reason.Rule == signal && reason.Evidence.Count > 0);
    }

    [Theory]
    [InlineData("Quels sont les horaires de la piscine ?")]
    [InlineData("On était morts de rire à la piscine, elle ouvre quand ?")]
    [InlineData("Pouvez-vous me rappeler les horaires de la médiathèque ?")]
    [InlineData("Quels déchets sont refusés à la déchèterie ?")]
    [InlineData("Un arbre menace de tomber dans le parc")]
    [InlineData("Peut-on donner un coup de main à la fête des voisins ?")]
    [InlineData("À quelle heure est le feu d'artifice de la fête des voisins ?")]
    public void A_plain_question_that_looks_like_a_signal_is_not_one(string message) =>
        Assert.NotEqual(Handling.Human, Triage.Decide(message).Handling);

    [Fact]
    public void Distress_at_the_very_end_of_a_long_message_is_critical()
    {
        var message = string.Concat(Enumerable.Repeat("Quels sont les horaires de la piscine ? ", 3_000)) + "Je n'en peux plus.";

        var outcome = Triage.Decide(message);

        Assert.Equal(Handling.Human, outcome.Handling);
        Assert.Equal(Urgency.Critical, outcome.Urgency);
        Assert.Equal("ccas", outcome.Department);
    }
}
