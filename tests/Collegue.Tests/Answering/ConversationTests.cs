using Collegue.Answering;
using Collegue.Answering.Extracting;
using Collegue.Answering.Grounding;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Answering;

public sealed class ConversationTests
{
    [Theory]
    [InlineData("Et pour un enfant ?", "Combien coûte un passeport ?", "passeport")]
    [InlineData("combien ça coûte", "Comment se pacser à la mairie ?", "pacser")]
    [InlineData("Quels papiers faut-il ?", "Je veux inscrire ma fille à l'école", "ecole")]
    public void A_follow_up_is_completed_with_what_was_asked_before(string text, string before, string word)
    {
        Assert.Contains(word, FollowUp.Complete(text, [new EarlierTurn(before, "…")]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_follow_up_of_a_follow_up_reaches_back_to_the_subject()
    {
        var completed = FollowUp.Complete("Et le délai ?", [new EarlierTurn("Comment refaire un passeport ?", ""), new EarlierTurn("combien ça coûte ?", "")]);

        Assert.Contains("passeport", completed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_that_stands_by_itself_is_left_alone()
    {
        const string text = "Comment déclarer un décès à l'état civil ?";

        Assert.Equal(text, FollowUp.Complete(text, [new EarlierTurn("Combien coûte un passeport ?", "86 €")]));
    }

    [Fact]
    public async Task A_text_given_with_the_question_is_quoted_at_its_place_in_it()
    {
        var file = new AttachedText(Guid.Parse("0198a000-0000-7000-8000-000000000001"), "Règlement du marché.pdf",
            "Règlement du marché\n\nLes emplacements du marché sont attribués le lundi.\n\nLe droit de place du marché est de 2,50 € le mètre.\n");
        var question = Shelf.Ask("Quel est le droit de place du marché ?") with { Attached = [file] };

        var answer = await Shelf.Empty.Answerer.AskAsync(question, TestContext.Current.CancellationToken);

        Assert.Equal(AnswerStatus.Answered, answer.Status);
        var citation = answer.Sentences.Select(sentence => sentence.Citations[0]).First(cited => cited.Quote.Contains("2,50", StringComparison.Ordinal));
        Assert.Equal((file.Id, file.Id, "Règlement du marché.pdf"), (citation.PassageId, citation.DocumentId, citation.Title));
        Assert.Equal(citation.Quote, file.Text.Substring(citation.Start, citation.Quote.Length));
        Assert.All(answer.Checks, check => Assert.True(check.Passed));
    }

    [Fact]
    public async Task When_the_answer_depends_on_a_case_nobody_gave_the_cases_are_offered_and_each_leads_to_its_answer()
    {
        var shelf = new Shelf().Add("particuliers/F2", "Passeport : prix", local: true,
            new Leaf("Le passeport coûte 86 €.", Heading: "Prix", Situation: "Vous êtes majeur"),
            new Leaf("Le passeport coûte 42 €.", Heading: "Prix", Situation: "Vous êtes mineur"));

        var answer = await shelf.AskAsync("Combien coûte le passeport ?");

        Assert.Equal(AnswerStatus.NeedsClarification, answer.Status);
        Assert.Empty(answer.Sentences);
        Assert.Equal(["Vous êtes majeur", "Vous êtes mineur"], answer.Choices.Select(choice => choice.Label));
        Assert.DoesNotContain("€", answer.Text, StringComparison.Ordinal);
        var chosen = await shelf.AskAsync(answer.Choices[1].Question);
        Assert.Equal(AnswerStatus.Answered, chosen.Status);
        Assert.Contains("42 €", chosen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("86 €", chosen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_names_the_closest_documents()
    {
        var shelf = new Shelf().Add("particuliers/F1", "Carte de pêche", local: false, new Leaf("La carte de pêche est vendue en ligne."));

        var answer = await shelf.AskAsync("Comment faire homologuer un drone agricole ?");

        Assert.Equal(AnswerStatus.NoSource, answer.Status);
        Assert.Equal("particuliers/F1", Assert.Single(answer.Orientation!.Closest).Document);
    }

    [Fact]
    public void Texts_given_are_cut_into_parts_that_lie_where_they_say() => Gen.String.Sample(text =>
    {
        var parts = Attachments.Documents([new AttachedText(Guid.Empty, "x", text)]).Single().Passages;

        Assert.All(parts, part => Assert.Equal(part.Text, text.Substring(part.Start, part.Text.Length)));
        Assert.Equal(text.Count(letter => !char.IsWhiteSpace(letter)), parts.Sum(part => part.Text.Count(letter => !char.IsWhiteSpace(letter))));
    });
}
