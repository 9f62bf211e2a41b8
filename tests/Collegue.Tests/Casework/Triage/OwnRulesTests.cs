using Collegue.Casework.Triage;
using Collegue.Casework.Triage.Classifying;
using Collegue.Casework.Triage.Versions;
using Collegue.Storage.Cases;
using Collegue.Tests.Knowledge.Embedding;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Casework.Triage;

/// <summary>What an organisation adds to the rules does what it says, and takes nothing away from humans.</summary>
public sealed class OwnRulesTests
{
    private static readonly RuleSet Shipped = RuleSet.Default;
    private static readonly MessageClassifier Classifier = MessageClassifier.Load(OurModel.Embedder);

    private static readonly string[] ForHumans =
    [
        "Je veux en finir avec la vie, personne ne m'aide.",
        "Mon mari me frappe et j'ai peur pour ma carte d'identité.",
        "Je conteste votre refus de permis de construire, je vais au tribunal.",
        "Je veux parler à un agent, pas à une machine, pour mon passeport.",
    ];

    /// <summary>Words that stand in those messages.</summary>
    private static readonly string[] Wide = ["carte d'identité", "permis", "passeport", "personne", "tribunal|mari"];

    private static readonly Gen<RuleChange> AnyChange = Gen.OneOf(
        Gen.Select(Gen.Int[0, Shipped.Kinds.Count - 1], Gen.Int[0, Wide.Length - 1])
            .Select(RuleChange (at, phrase) => new RuleChange.KindPhrases(Shipped.Kinds[at].Slug, [Wide[phrase]])),
        Gen.Int[0, Shipped.Kinds.Count - 1].Select(RuleChange (at) => new RuleChange.NotRecognised(Shipped.Kinds[at].Slug)),
        Gen.Int[0, Shipped.Kinds.Count - 1].Select(RuleChange (at) => new RuleChange.OtherDepartment(Shipped.Kinds[at].Slug, "voirie")),
        Gen.Select(Gen.Int[0, Shipped.Kinds.Count - 1], Gen.Int[0, 2]).Select(RuleChange (at, handling) => new RuleChange.Stricter(Shipped.Kinds[at].Slug, (Handling)handling)),
        Gen.Int[0, Shipped.Signals.Count - 1].Select(RuleChange (at) => new RuleChange.SituationPhrases(Shipped.Signals[at].Slug, ["piscine"])));

    [Fact]
    public void No_change_takes_a_situation_away_from_a_human() =>
        AnyChange.List[1, 6].Sample(changes =>
        {
            var triage = new Collegue.Casework.Triage.Triage(RuleChanges.Apply(Shipped, changes, "essai"), Classifier);
            Assert.All(ForHumans, message => Assert.Equal(Handling.Human, triage.Decide(message).Handling));
        }, iter: 30);

    [Fact]
    public void Changes_are_read_as_they_were_written() =>
        AnyChange.List[0, 6].Sample(changes => RuleChanges.Write(RuleChanges.Read(RuleChanges.Write(changes))) == RuleChanges.Write(changes), iter: 100);

    [Fact]
    public void Words_of_the_organisation_decide_for_a_kind_and_are_quoted()
    {
        var outcome = With(new RuleChange.KindPhrases("census-citizen", ["jour du citoyen"])).Decide("Bonjour, c'est quand le jour du citoyen ?");

        Assert.Equal("census-citizen", outcome.Task);
        Assert.Contains(outcome.Reasons.SelectMany(reason => reason.Evidence), evidence => evidence.Text == "jour du citoyen");
        Assert.Equal("essai+" + Classifier.Name, outcome.RulesVersion);
    }

    [Fact]
    public void Words_of_the_organisation_keep_a_message_for_a_human()
    {
        const string Message = "Quels sont les horaires de la piscine du Grand Platane ?";

        Assert.NotEqual(Handling.Human, With().Decide(Message).Handling);
        Assert.Equal(Handling.Human, With(new RuleChange.SituationPhrases("immediate-danger", ["grand platane"])).Decide(Message).Handling);
    }

    [Fact]
    public void A_kind_that_is_not_recognised_here_goes_to_a_person()
    {
        const string Message = "Bonjour, comment refaire ma carte d'identité ?";

        Assert.Equal("identity-document", With().Decide(Message).Task);
        var outcome = With(new RuleChange.NotRecognised("identity-document")).Decide(Message);
        Assert.Equal((null, Handling.Human), (outcome.Task, outcome.Handling));
    }

    [Theory]
    [InlineData("identity-document", Handling.Human, null)]
    [InlineData("identity-document", Handling.Automatable, "not-stricter")]
    [InlineData("rien", Handling.Human, "kind-unknown")]
    public void A_kind_is_only_ever_handled_with_more_of_a_human(string kind, Handling handling, string? problem) =>
        Assert.Equal(problem, RuleChanges.Problem(Shipped, new RuleChange.Stricter(kind, handling)));

    [Theory]
    [InlineData("", "phrase-wrong")]
    [InlineData("à", "phrase-wrong")]
    [InlineData("  ?!", "phrase-wrong")]
    [InlineData("cuve à fioul", null)]
    public void A_phrase_needs_a_word(string phrase, string? problem) =>
        Assert.Equal(problem, RuleChanges.Problem(Shipped, new RuleChange.SituationPhrases("distress", [phrase])));

    private static Collegue.Casework.Triage.Triage With(params RuleChange[] changes) => new(RuleChanges.Apply(Shipped, changes, "essai"), Classifier);
}
