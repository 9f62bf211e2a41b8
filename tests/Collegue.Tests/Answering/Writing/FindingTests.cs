using Collegue.Answering.Writing;
using Xunit;

namespace Collegue.Tests.Answering.Writing;

public sealed class FindingTests
{
    [Theory]
    [InlineData("Le passeport est délivré par la mairie.", "est délivré")]
    [InlineData("Les pièces ne sont pas systématiquement demandées.", "sont pas systématiquement demandées")]
    [InlineData("Votre dossier a été transmis au service.", "été transmis")]
    [InlineData("La porte sera ouverte demain matin.", "sera ouverte")]
    public void A_passive_turn_is_found_from_its_verb_to_its_participle(string text, string found) =>
        Assert.Equal([found], Texts(text, FindingKind.Passive));

    [Theory]
    [InlineData("Le maire est venu à la réunion de quartier.")]
    [InlineData("Elle s'est inscrite à la mairie hier.")]
    [InlineData("La mairie est ouvertement favorable au projet.")]
    [InlineData("Cet été, la mairie ferme à midi.")]
    public void Going_somewhere_or_doing_something_oneself_is_not_passive(string text) => Assert.Empty(Texts(text, FindingKind.Passive));

    [Fact]
    public void A_verb_hidden_in_a_noun_is_found_when_something_depends_on_it()
    {
        const string text = "Le renouvellement de votre carte et la délivrance du titre prennent un mois. La situation de la rue est bonne, le logement aussi.";

        Assert.Equal(["renouvellement", "délivrance"], Texts(text, FindingKind.Nominalisation));
    }

    [Fact]
    public void A_negation_goes_from_its_first_word_to_its_second() =>
        Assert.Equal(["ne pouvez pas", "n'avez plus"], Texts("Vous ne pouvez pas venir. Vous n'avez plus de place.", FindingKind.Negation));

    [Fact]
    public void Subordinate_clauses_are_found_even_elided() =>
        Assert.Equal(["qui", "qu", "s"], Texts("La personne qui vient sait qu'elle attendra s'il pleut.", FindingKind.Subordinate));

    [Fact]
    public void Jargon_has_its_exact_span_its_plainer_word_and_its_explanation()
    {
        const string text = "Merci de nous faire parvenir le récépissé, nonobstant le retard.";

        var jargon = Desk.Read(text).Findings.Where(finding => finding.Kind == FindingKind.Jargon).ToList();

        Assert.Equal(["nous faire parvenir", "récépissé", "nonobstant"], jargon.Select(finding => text.Substring(finding.Start, finding.Length)));
        Assert.Equal("malgré", jargon[2].Entry!.Plainer);
        Assert.NotEqual("", jargon[2].Entry!.Explanation);
    }

    [Fact]
    public void Long_words_that_the_sheets_do_not_use_are_rare_but_names_and_everyday_words_are_not()
    {
        const string text = "La péréquation interstitielle est votée. Merci à Bartholomé Dupontelle. La demande de passeport est une démarche administrative.";

        Assert.Equal(["péréquation", "interstitielle"], Texts(text, FindingKind.Rare));
    }

    [Theory]
    [InlineData("The town hall is open every day and you can come without an appointment if you wish.")]
    [InlineData("El ayuntamiento está abierto todos los días y usted puede venir sin cita previa cuando quiera.")]
    [InlineData("البلدية مفتوحة كل يوم من الاثنين إلى الجمعة")]
    public void Another_language_is_not_measured(string text)
    {
        var diagnosis = Desk.Read(text);

        Assert.False(diagnosis.IsFrench);
        Assert.Empty(diagnosis.Findings);
        Assert.Empty(diagnosis.Proposals);
    }

    [Fact]
    public void The_figures_are_those_of_the_formula()
    {
        // 4 words in one sentence, 1 + 2 + 1 + 2 syllables.
        var figures = Desk.Read("La mairie ferme demain.").Figures;

        Assert.Equal((1, 4, 6), (figures.Sentences, figures.Words, figures.Syllables));
        Assert.Equal(207 - (1.015 * 4) - (73.6 * 6 / 4), figures.KandelMoles, 9);
        Assert.Equal((4.0, 4, 0), (figures.MeanSentence, figures.LongestSentence, figures.LongSentences));
    }

    [Fact]
    public void A_line_that_a_mail_program_broke_is_one_sentence_and_lines_of_a_list_are_several()
    {
        var figures = Desk.Read("La mairie est ouverte tous les jours\nde la semaine.\n\n- votre carte\n- votre passeport").Figures;

        Assert.Equal(3, figures.Sentences);
        Assert.Equal(10, figures.LongestSentence);
    }

    [Fact]
    public void An_abstract_sentence_is_harder_than_one_that_speaks_to_somebody()
    {
        var measured = Desk.Read("La réalisation de cette opération nécessite une autorisation préalable. Vous pouvez venir nous voir à la mairie demain matin sans rendez-vous.").Sentences;

        Assert.True(measured[0].Words < measured[1].Words);
        Assert.True(measured[0].Difficulty > measured[1].Difficulty);
    }

    private static IEnumerable<string> Texts(string text, FindingKind kind) => Desk.Read(text).Findings.Where(finding => finding.Kind == kind).Select(finding => finding.Text);
}
