using Collegue.Casework.Triage;
using Collegue.Storage.Cases;
using Xunit;

namespace Collegue.Tests.Casework;

public sealed class KindTests
{
    private static readonly Collegue.Casework.Triage.Triage Triage = new(RuleSet.Default);

    public static TheoryData<string, string> Examples() =>
        new(RuleSet.Default.Kinds.SelectMany(kind => kind.Examples.Select(example => (kind.Slug, example))));

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_published_example_goes_to_its_kind(string slug, string example) =>
        Assert.Equal(slug, Triage.Decide(example).Task);

    [Fact]
    public void Every_kind_is_described_for_people()
    {
        Assert.True(RuleSet.Default.Kinds.Count >= 50);
        Assert.All(RuleSet.Default.Kinds, kind =>
        {
            Assert.NotEmpty(kind.Department);
            Assert.NotEqual(kind.Description.Fr, kind.Description.En);
            Assert.True(kind.Examples.Count >= 3, kind.Slug);
            Assert.Equal("to be determined", kind.SilenceRule);
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("😀😀")]
    [InlineData("blablabla")]
    public void A_message_of_no_known_kind_goes_to_a_human_and_says_so(string message)
    {
        var outcome = Triage.Decide(message);

        Assert.Null(outcome.Task);
        Assert.Equal(Handling.Human, outcome.Handling);
        Assert.Equal(0, outcome.Confidence);
        Assert.Contains(outcome.Reasons, reason => reason.Rule == TriageRules.UnknownTask);
    }

    [Fact]
    public void An_attachment_or_a_personal_file_makes_plain_information_assisted()
    {
        Assert.Equal(Handling.Automatable, Triage.Decide("Comment refaire ma carte d'identité ?").Handling);
        Assert.Equal(Handling.Assisted, Triage.Decide("Comment refaire ma carte d'identité ?", hasAttachments: true).Handling);
        Assert.Equal(Handling.Assisted, Triage.Decide("Où en est mon passeport, dossier n° 4512 ?").Handling);
    }

    [Fact]
    public void Two_requests_in_one_message_are_both_named()
    {
        var outcome = Triage.Decide("Quels sont les horaires de la piscine ? Et comment obtenir un acte de naissance ?");

        Assert.Equal(Handling.Assisted, outcome.Handling);
        Assert.Contains(outcome.Reasons, reason => reason.Rule == TriageRules.SeveralTasks && reason.Evidence.Count > 0);
    }

    [Theory]
    [InlineData("Hello, what time does the pool open?", "en")]
    [InlineData("Hola, necesito ayuda para mi hijo por favor", "es")]
    [InlineData("мені потрібна допомога", "uk")]
    [InlineData("اريد موعد", "ar")]
    [InlineData("Bonjour, horaires piscine", "fr")]
    [InlineData("ok", "fr")]
    public void The_language_is_recognised_or_taken_for_French(string message, string language) =>
        Assert.Equal(language, Triage.Decide(message).Language);
}
