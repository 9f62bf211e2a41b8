using Collegue.Casework.Triage;
using Collegue.Casework.Triage.Choosing;
using Xunit;

namespace Collegue.Tests.Casework.Triage;

public sealed class ChosenKindTests
{
    private const string Message = "Bonjour, avez-vous encore des Vinyles de jazz ?";

    [Theory]
    [InlineData("""{"task": "library", "words": "vinyles de jazz"}""")]
    [InlineData("""<think>{"task": "pacs"}</think> Voici : {"words": " vinyles de jazz ", "task": "library"} Voilà.""")]
    public void A_kind_of_the_list_is_taken_with_the_words_as_they_are_in_the_message(string answer)
    {
        var chosen = ChosenKind.Read(answer, RuleSet.Default, Message);

        Assert.Equal(("library", "Vinyles de jazz"), (chosen!.Kind.Slug, chosen.Words.Text));
        Assert.Equal("Vinyles de jazz", Message[chosen.Words.Start..chosen.Words.End]);
    }

    [Theory]
    [InlineData("""{"task": "jukebox", "words": "vinyles de jazz"}""")]
    [InlineData("""{"task": "library", "words": "cassettes"}""")]
    [InlineData("""{"task": "library", "words": ""}""")]
    [InlineData("""{"task": "library"}""")]
    [InlineData("""{"task": ["library"], "words": "vinyles"}""")]
    [InlineData("""{"task": null, "words": "vinyles de jazz"}""")]
    [InlineData("""{"task": "library", "words": "vinyles" """)]
    [InlineData("}{")]
    [InlineData("library")]
    [InlineData("")]
    public void Anything_else_is_no_answer(string answer) => Assert.Null(ChosenKind.Read(answer, RuleSet.Default, Message));

    [Fact]
    public void A_kind_the_organisation_no_longer_recognises_is_refused()
    {
        var rules = RuleSet.Default.With("essai", [.. RuleSet.Default.Kinds.Select(kind => kind with { NotHere = kind.Slug == "library" })], RuleSet.Default.Signals);

        Assert.Null(ChosenKind.Read("""{"task": "library", "words": "vinyles de jazz"}""", rules, Message));
    }
}
