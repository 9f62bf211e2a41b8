using Collegue.Answering.Writing;
using Xunit;

namespace Collegue.Tests.Answering.Writing;

public sealed class ProposalTests
{
    [Theory]
    [InlineData("Merci de solliciter la mairie afin d'obtenir la carte.", "Merci de demander la mairie pour obtenir la carte.")]
    [InlineData("Sollicitez la mairie.", "Demandez la mairie.")]
    [InlineData("Il convient de retourner le formulaire à compter d'avril.", "Il faut renvoyer le formulaire à partir d'avril.")]
    [InlineData("Vous ne pouvez pas adresser ce courrier.", "Vous ne pouvez pas envoyer ce courrier.")]
    [InlineData("La mairie demande d'acquitter la somme.", "La mairie demande de payer la somme.")]
    [InlineData("Nous avons décidé de restituer le livre à l'usager.", "Nous avons décidé de rendre le livre à l'habitant.")]
    public void Plainer_words_take_the_place_of_jargon_with_capitals_and_elisions(string text, string after) =>
        Assert.Equal(after.Replace('\'', '’'), Desk.With(text, ProposalKind.Plainer).Replace('\'', '’'));

    [Theory]
    [InlineData("J'ai l'honneur de vous informer que votre demande est acceptée.", "Votre demande est acceptée.")]
    [InlineData("Je vous informe qu'il pleut sur la mairie.", "Il pleut sur la mairie.")]
    [InlineData("Je vous prie de bien vouloir apporter votre carte.", "Merci d’apporter votre carte.")]
    [InlineData("Suite à votre demande, nous avons réservé la salle.", "Nous avons réservé la salle.")]
    public void Formulas_that_say_nothing_are_left_out(string text, string after) => Assert.Equal(after, Desk.With(text, ProposalKind.Shorter));

    [Fact]
    public void A_text_without_greeting_nor_closing_is_offered_both()
    {
        const string text = "Votre carte est prête à la mairie.";

        Assert.Equal($"Bonjour,\n\n{text}\n\nNous restons à votre disposition.\nCordialement,", Desk.With(text, ProposalKind.Courtesy));
        Assert.DoesNotContain(Desk.Read($"Bonjour,\n\n{text}\n\nCordialement").Proposals, proposal => proposal.Kind == ProposalKind.Courtesy);
    }

    [Fact]
    public void Nothing_changes_without_being_chosen()
    {
        const string text = "Nonobstant ce retard, il convient de solliciter la mairie.";
        var diagnosis = Desk.Read(text);

        Assert.NotEmpty(diagnosis.Proposals);
        Assert.Equal(text, RuleVersion.Of(diagnosis, []));
        Assert.Equal(text, RuleVersion.Of(diagnosis, ["unknown", "p99-3"]));
    }

    [Fact]
    public void Only_what_was_chosen_changes()
    {
        const string text = "Nonobstant ce retard, la mairie va restituer le livre.";
        var diagnosis = Desk.Read(text);

        var after = RuleVersion.Of(diagnosis, [diagnosis.Proposals.Single(proposal => proposal.Before == "restituer").Id]);

        Assert.Equal("Nonobstant ce retard, la mairie va rendre le livre.", after);
    }

    [Theory]
    [InlineData("Le dossier sera étudié sous réserve de la production des pièces demandées par la mairie.")]
    [InlineData("Au cas où la carte serait perdue, la mairie vous aide. Dès lors que vous venez, dans l'hypothèse où il pleut.")]
    public void A_condition_stays_as_it_is(string text)
    {
        var words = Desk.Read(text).Proposals.Where(proposal => proposal.Kind == ProposalKind.Plainer).Select(proposal => proposal.Before);

        Assert.DoesNotContain(words, word => word.Contains("réserve", StringComparison.OrdinalIgnoreCase) || word.Contains("lors", StringComparison.Ordinal));
        Assert.Contains("si", Desk.With("Venez dans l'hypothèse où la mairie est ouverte.", ProposalKind.Plainer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "Le service de l'état civil reçoit les habitants tous les matins de la semaine et vous pouvez prendre un rendez-vous par téléphone ou sur le site.",
        "Le service de l'état civil reçoit les habitants tous les matins de la semaine. Vous pouvez prendre un rendez-vous par téléphone ou sur le site.")]
    [InlineData(
        "Le service de l'état civil reçoit les habitants tous les matins de la semaine ; il ferme pendant les vacances de Noël et du printemps.",
        "Le service de l'état civil reçoit les habitants tous les matins de la semaine. Il ferme pendant les vacances de Noël et du printemps.")]
    [InlineData(
        "Le service de l'état civil reçoit les habitants tous les matins de la semaine mais il ferme pendant les vacances de Noël et du printemps.",
        "Le service de l'état civil reçoit les habitants tous les matins de la semaine. Mais il ferme pendant les vacances de Noël et du printemps.")]
    [InlineData(
        "Pour inscrire votre enfant à l'école de votre quartier, vous devez apporter : votre pièce d'identité, le livret de famille, un justificatif de domicile et le carnet de santé.",
        "Pour inscrire votre enfant à l'école de votre quartier, vous devez apporter :\n- votre pièce d'identité,\n- le livret de famille,\n- un justificatif de domicile\n- et le carnet de santé.")]
    public void A_long_sentence_is_cut_where_it_is_safe(string text, string after) => Assert.Equal(after, Desk.With(text, ProposalKind.Split));

    [Theory]
    [InlineData("Si vous êtes majeur, vous pouvez demander une carte à la mairie de votre choix et vous devez apporter une photo de moins de six mois.")]
    [InlineData("Le service, qui reçoit les habitants tous les matins de la semaine, ferme à midi et il ouvre de nouveau à quatorze heures en semaine.")]
    [InlineData("Nous vous prions de trouver dans cette lettre les documents de la demande de carte et vous remercions de votre confiance et de votre patience.")]
    [InlineData("Vous devez venir à la mairie : les 5, 12 et 19 janvier 2026 sont les jours de permanence du service de l'état civil de la commune.")]
    public void A_sentence_whose_condition_could_reach_over_the_cut_is_left_to_a_human(string text)
    {
        var diagnosis = Desk.Read(text);

        Assert.DoesNotContain(diagnosis.Proposals, proposal => proposal.Kind == ProposalKind.Split);
    }

    [Fact]
    public void A_long_sentence_says_where_a_human_could_cut_it()
    {
        const string text = "Lorsque vous demandez une carte d'identité, vous devez venir en personne à la mairie, qui prend vos empreintes, afin de vérifier que tout est en ordre.";

        var advice = Desk.Read(text).Advice;

        Assert.Equal([(CutReason.Leading, "vous"), (CutReason.Relative, "qui"), (CutReason.Purpose, "afin")], advice.Select(cut => (cut.Reason, cut.Word)));
        Assert.All(advice, cut => Assert.Equal(cut.Word, text.Substring(cut.Place, cut.Word.Length)));
    }

    [Fact]
    public void A_draft_to_be_validated_has_one_sentence_a_line() =>
        Assert.Equal("Bonjour,\n\nLa carte est prête.\nVenez la chercher.\n- un\n- deux", SentenceLines.Of("Bonjour,\n\nLa carte est prête. Venez la chercher.\n- un\n- deux"));
}
