using Collegue.Answering;
using Collegue.Answering.Grounding;
using Collegue.Storage.Knowledge;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Answering;

public sealed class AnswererTests
{
    [Fact]
    public async Task Every_sentence_is_a_true_quote_with_its_document_date_and_link()
    {
        var answer = await Canteen().AskAsync("Combien coûte un repas à la cantine ?");

        Assert.Equal(AnswerStatus.Answered, answer.Status);
        Assert.Equal("answered", answer.Status.WireName());
        Assert.Equal(Answerer.Extractive, answer.Engine);
        Assert.Contains(answer.Sentences, sentence => sentence.Text == "Le repas à la cantine coûte 3,20 € pour un enfant de la commune.");
        Assert.All(answer.Sentences, sentence =>
        {
            var citation = Assert.Single(sentence.Citations);
            Assert.Equal(sentence.Text, citation.Quote);
            Assert.Equal(new DateOnly(2026, 9, 1), citation.Updated);
            Assert.StartsWith("https://www.exemple.example/", citation.Url, StringComparison.Ordinal);
            Assert.NotEqual("", citation.Title);
            Assert.Contains(sentence.Text, answer.Text, StringComparison.Ordinal);
        });
        Assert.All(answer.Checks, check => Assert.True(check.Passed));
        Assert.Contains(answer.Checks, check => check is { Kind: CheckKinds.Amount, Value: "3,20 €", Passed: true });
    }

    [Fact]
    public async Task A_sentence_whose_passage_changed_since_it_was_indexed_is_dropped_and_its_check_kept()
    {
        var shelf = Canteen();
        shelf.Rewrite("3,20", "3,90");

        var answer = await shelf.AskAsync("Combien coûte un repas à la cantine ?");

        Assert.DoesNotContain("3,20", answer.Text, StringComparison.Ordinal);
        Assert.Contains(answer.Checks, check => check is { Sentence: -1, Kind: CheckKinds.Quote, Passed: false });
    }

    [Fact]
    public async Task The_local_document_answers_first_and_the_national_one_completes()
    {
        var shelf = new Shelf()
            .Add("particuliers/F1", "Déclaration de naissance", local: false,
                new Leaf("La déclaration de naissance est obligatoire pour tout enfant. Elle se fait dans les 5 jours."))
            .Add("etat-civil/naissance", "Déclarer une naissance", local: true,
                new Leaf("Une naissance se déclare au guichet de l'état civil, au 3 place de la Mairie."));

        var answer = await shelf.AskAsync("Comment déclarer une naissance ?");

        Assert.Equal("etat-civil/naissance", answer.Sentences[0].Citations[0].Document);
        Assert.Contains(answer.Sentences, sentence => sentence.Citations[0] is { Document: "particuliers/F1", Notice: "Fiches de novembre 2020" });
    }

    [Fact]
    public async Task A_question_about_the_town_hall_itself_is_answered()
    {
        var shelf = new Shelf().Add("mairie/horaires", "Mairie de Sainte-Amarelle : horaires et téléphone", local: true,
            new Leaf("La mairie est ouverte du lundi au vendredi de 8 h 30 à 12 h.", Heading: "Horaires de la mairie"));

        var answer = await shelf.AskAsync("Quels sont les horaires de la mairie ?");

        Assert.Contains("de 8 h 30 à 12 h", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_in_words_finds_the_same_number_in_figures()
    {
        var shelf = new Shelf().Add("etat-civil/cimetiere", "Cimetière : concessions", local: true,
            new Leaf("Une concession au cimetière coûte 180 € pour 15 ans. Une concession au cimetière coûte 380 € pour 30 ans."));

        var answer = await shelf.AskAsync("Combien coûte une concession au cimetière pour trente ans ?");

        Assert.Equal("Une concession au cimetière coûte 380 € pour 30 ans.", answer.Sentences[0].Text);
    }

    [Fact]
    public async Task A_local_page_that_is_about_something_else_does_not_answer()
    {
        var shelf = new Shelf().Add("associations/materiel", "Organiser une manifestation", local: true,
            new Leaf("Le matériel se rend le lundi. Une caution de 200 € est demandée.", Heading: "Prêt de tables"));

        var answer = await shelf.AskAsync("Mon propriétaire ne me rend pas ma caution, quel est le délai ?");

        Assert.Equal(AnswerStatus.NoSource, answer.Status);
    }

    [Fact]
    public async Task Cases_are_never_mixed_and_the_one_given_is_named()
    {
        var shelf = new Shelf().Add("particuliers/F2", "Passeport", local: false,
            new Leaf("Le passeport est un document de voyage."),
            new Leaf("Le passeport coûte 86 €.", Heading: "Coût", Situation: "Vous êtes majeur"),
            new Leaf("Le passeport coûte 42 €.", Heading: "Coût", Situation: "Vous êtes mineur"));

        var answer = await shelf.AskAsync("Combien coûte le passeport d'un mineur ?");

        Assert.Contains("42 €", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("86 €", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Vous êtes mineur :", answer.Text, StringComparison.Ordinal);
        Assert.All(answer.Sentences, sentence => Assert.NotEqual("Vous êtes majeur", sentence.Situation));
    }

    [Fact]
    public async Task A_heading_that_states_a_case_is_shown_with_the_quote()
    {
        var shelf = new Shelf().Add("particuliers/F3", "Construire une piscine", local: false,
            new Leaf("Un permis de construire est obligatoire.", Heading: "Bassin de plus de 100 m²"));

        var answer = await shelf.AskAsync("Faut-il un permis de construire pour une piscine ?");

        Assert.Equal("Bassin de plus de 100 m²", Assert.Single(answer.Sentences).Situation);
    }

    [Fact]
    public async Task An_introduction_comes_with_its_whole_list()
    {
        var shelf = new Shelf().Add("papiers/carte", "Carte d'identité", local: true,
            new Leaf("Pour la carte d'identité, fournissez les documents suivants :\n- une photo\n- un justificatif de domicile\n- l'ancien titre"));

        var answer = await shelf.AskAsync("Quels documents fournir pour une carte d'identité ?");

        Assert.Equal(
            [SentenceRole.ListIntroduction, SentenceRole.ListItem, SentenceRole.ListItem, SentenceRole.ListItem],
            answer.Sentences.Select(sentence => sentence.Role));
        Assert.Contains("- un justificatif de domicile", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_too_long_is_left_to_the_source_and_said_so()
    {
        var items = string.Join('\n', Enumerable.Range(1, 40).Select(number => $"- le document numéro {number} de la liste"));
        var shelf = new Shelf().Add("papiers/carte", "Carte d'identité", local: true,
            new Leaf("Pour la carte d'identité, fournissez les documents suivants :\n" + items));

        var answer = await shelf.AskAsync("Quels documents fournir pour une carte d'identité ?");

        var sentence = Assert.Single(answer.Sentences);
        Assert.True(sentence.ContinuesInSource);
        Assert.Contains("la liste complète est dans la source", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_has_150_words_at_most_and_says_that_a_list_cut_short_goes_on_in_the_source()
    {
        var items = string.Join('\n', Enumerable.Range(1, 10).Select(number => $"- un document numéro {number} de la mairie du lieu"));
        var before = string.Join(" et ", Enumerable.Repeat("le dossier se prépare chez soi puis se lit au guichet avec un agent qui le vérifie", 3));
        var shelf = new Shelf().Add("papiers/carte", "Carte d'identité", local: true,
            new Leaf($"D'abord {before}. Ce dossier de carte d'identité comprend les documents à fournir :\n{items}"));

        var answer = await shelf.AskAsync("Quels documents fournir pour une carte d'identité ?");

        Assert.InRange(answer.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, 120, 150);
        Assert.True(answer.Sentences[^1].ContinuesInSource);
    }

    [Theory]
    [InlineData("Combien de temps la carte de pêche est-elle valable ?", "La carte de pêche est valable 12 mois.")]
    [InlineData("Qui peut demander la carte de pêche ?", "Les habitants de plus de 12 ans peuvent demander la carte de pêche.")]
    [InlineData("Quand demander la carte de pêche ?", "La carte de pêche se demande à partir du 2 janvier 2027.")]
    public async Task The_kind_of_the_question_chooses_the_first_sentence(string question, string first)
    {
        var shelf = new Shelf().Add("loisirs/peche", "Carte de pêche", local: true,
            new Leaf("La carte de pêche donne accès aux étangs de la commune. La carte de pêche se demande à partir du 2 janvier 2027. "
                + "La carte de pêche est valable 12 mois. Les habitants de plus de 12 ans peuvent demander la carte de pêche."));

        var answer = await shelf.AskAsync(question);

        Assert.Contains(first, answer.Text, StringComparison.Ordinal);
        Assert.Equal(first, answer.Sentences[0].Text);
    }

    [Fact]
    public async Task A_sentence_that_leans_on_the_one_before_comes_with_it()
    {
        var shelf = new Shelf().Add("eau/compteur", "Relevé du compteur", local: true,
            new Leaf("Un technicien passe chez vous. Il relève le compteur d'eau entre 8 h 30 et 17 h."));

        var answer = await shelf.AskAsync("À quelle heure est relevé le compteur d'eau ?");

        Assert.Equal(["Un technicien passe chez vous.", "Il relève le compteur d'eau entre 8 h 30 et 17 h."],
            answer.Sentences.Select(sentence => sentence.Text));
    }

    [Fact]
    public async Task Where_to_go_and_the_online_service_come_last_with_their_links()
    {
        var shelf = new Shelf().Add("particuliers/F4", "Acte de naissance", local: false,
            new Leaf("La demande d'acte de naissance est gratuite."),
            new Leaf("Mairie du lieu de naissance", PassageKind.WhereToGo),
            new Leaf("Demande d'acte de naissance", PassageKind.OnlineService, Url: "https://service.exemple.example/acte"));

        var answer = await shelf.AskAsync("Comment demander un acte de naissance ?");

        Assert.Equal([SentenceRole.Answer, SentenceRole.WhereToGo, SentenceRole.OnlineService], answer.Sentences.Select(sentence => sentence.Role));
        Assert.Equal("https://service.exemple.example/acte", answer.Sentences[^1].Link);
        Assert.Contains(answer.Checks, check => check is { Kind: CheckKinds.Link, Passed: true });
        Assert.Contains("Où s'adresser : Mairie du lieu de naissance", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Quel est le prix de la patinoire ?")]
    [InlineData("")]
    [InlineData("   ?! ")]
    public async Task What_no_source_supports_is_refused_with_an_orientation(string question)
    {
        var answer = await Canteen().AskAsync(question);

        Assert.Equal(AnswerStatus.NoSource, answer.Status);
        Assert.Equal("no_source", answer.Status.WireName());
        Assert.Empty(answer.Sentences);
        Assert.Equal(answer.Text, answer.Orientation!.Text);
        Assert.All((string[])["Mairie de Sainte-Amarelle", "05 36 49 10 00", "accueil@sainte-amarelle.example", "8 h 30"],
            part => Assert.Contains(part, answer.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_words_around_are_in_the_language_asked() =>
        Assert.StartsWith("No available document", (await Canteen().AskAsync("Quel est le prix de la patinoire ?", "en")).Text, StringComparison.Ordinal);

    [Fact]
    public async Task A_letter_wrong_does_not_hide_the_subject() =>
        Assert.Equal(AnswerStatus.Answered, (await Canteen().AskAsync("combien coute la cantinne")).Status);

    [Fact]
    public async Task The_same_question_gives_the_same_answer()
    {
        var (one, other) = (await Canteen().AskAsync("prix cantine"), await Canteen().AskAsync("prix cantine"));

        Assert.Equal(one.Text, other.Text);
    }

    [Fact]
    public async Task No_text_makes_it_fail()
    {
        var shelf = Canteen();
        var questions = Gen.OneOf(Gen.String, Pick.From("cantine", " prix ", "é", "\uD83D", "’", "\u0301", "l'", "????", "\0", "١٢", "午餐").Array[0, 300]
            .Select(pieces => string.Concat(pieces)));

        await questions.SampleAsync(async question => Assert.NotNull(await shelf.AskAsync(question)), iter: 500);
    }

    private static Shelf Canteen() => new Shelf()
        .Add("scolaire/cantine", "Cantine scolaire : prix et réservation", local: true,
            new Leaf("L'inscription à la cantine se fait au service scolaire, au 05 36 49 10 40.", Heading: "S'inscrire"),
            new Leaf("Le repas à la cantine coûte 3,20 € pour un enfant de la commune.\nLe repas à la cantine coûte 6,80 € pour un autre enfant.",
                Heading: "Prix"))
        .Add("culture/piscine", "Piscine municipale", local: true, new Leaf("L'entrée à la piscine coûte 4,20 €."));
}
