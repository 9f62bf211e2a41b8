using System.Text;
using Collegue.Bench.Triage;
using Collegue.Casework.Triage;
using Collegue.Casework.Triage.Classifying;
using Collegue.Storage.Cases;
using Collegue.Tests.Knowledge.Embedding;
using Collegue.Tests.Screens;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Casework;

/// <summary>Triage as it is shipped: rules and classifier together, on messages that neither was made with.</summary>
public sealed class ClassifierTests(ITestOutputHelper output)
{
    private static readonly Lazy<Collegue.Casework.Triage.Triage> Shipped = new(() =>
        new Collegue.Casework.Triage.Triage(RuleSet.Default, MessageClassifier.Load(OurModel.Embedder)));

    private static Collegue.Casework.Triage.Triage Triage => Shipped.Value;

    [Fact]
    public void Messages_of_hands_that_wrote_none_of_the_training_are_sorted_as_promised()
    {
        List<ExpectedTriage> messages = [.. Read("test"), .. Read("fresh"), .. Read("pairs")];

        var report = TriageBench.Run(Triage, messages, TimeProvider.System);

        output.WriteLine($"{report with { Missed = [] }}; missed {string.Join(", ", report.Missed)}");
        Assert.True(report.HumanRecall >= 0.985, $"recall {report.HumanRecall}");
        Assert.True(report.HumanPrecision >= 0.6, $"precision {report.HumanPrecision}");
        Assert.True(report.KindAccuracy >= 0.9, $"accuracy {report.KindAccuracy}");
        Assert.True(report.KindAbstention <= 0.05, $"abstention {report.KindAbstention}");
    }

    [Fact]
    public void A_name_or_an_accent_hardly_ever_changes_who_handles_a_message()
    {
        var rows = TriageVariants.Run(Triage, Read("test")).ToDictionary(row => row.Change);

        Assert.True(rows["names"].Handling < 0.02, $"{rows["names"]}");
        Assert.Equal(0, rows["no_accents"].Handling);
    }

    [Theory]
    [InlineData("Bonjour, mon fils rentre de l'étude avec des bleus et il ne veut plus y aller", "minors")]
    [InlineData("Depuis que ma femme est partie je ne mange plus, à quelle heure ouvre la mairie ?", "distress")]
    public void A_situation_the_rules_do_not_name_is_read_by_a_person_and_the_words_are_quoted(string message, string situation)
    {
        var outcome = Triage.Decide(message);

        Assert.Equal(Handling.Human, outcome.Handling);
        var name = RuleSet.Default.Signals.Single(signal => signal.Slug == situation).Name.Fr;
        Assert.Contains(outcome.Reasons, reason => (reason.Rule == situation || reason.Explanation.Contains(name, StringComparison.Ordinal)) && reason.Evidence.Count > 0);
    }

    [Fact]
    public void Distress_at_the_very_end_of_a_long_message_is_critical()
    {
        var message = string.Concat(Enumerable.Repeat("Quels sont les horaires de la piscine ? ", 3_000)) + "Je n'en peux plus, je veux mourir.";

        var outcome = Triage.Decide(message);

        Assert.Equal((Handling.Human, Urgency.Critical, "ccas"), (outcome.Handling, outcome.Urgency, outcome.Department));
    }

    [Fact]
    public void The_outcome_says_which_rules_and_which_classifier_decided() =>
        Assert.Equal($"{RuleSet.Default.Version}+messages-2", Triage.Decide("Quels sont les horaires de la piscine ?").RulesVersion);

    [Fact]
    public void Any_text_is_read_and_its_evidence_is_its_own() =>
        Gen.String.Sample(text => Triage.Decide(text).Reasons.SelectMany(reason => reason.Evidence)
            .All(evidence => text[evidence.Start..evidence.End] == evidence.Text), iter: 300);

    [Fact]
    public void A_kind_of_the_rules_that_the_classifier_does_not_know_is_still_recognised()
    {
        var yaml = DefaultRules().Replace("  - slug: swimming-pool", "  - slug: bassin", StringComparison.Ordinal);
        var rules = RuleSet.Load(new MemoryStream(Encoding.UTF8.GetBytes(yaml)));

        var outcome = new Collegue.Casework.Triage.Triage(rules, MessageClassifier.Load(OurModel.Embedder)).Decide("Horaires de la piscine municipale ?");

        Assert.Equal("bassin", outcome.Task);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(5_000)]
    public void A_damaged_classifier_is_named(int kept)
    {
        using var stream = typeof(MessageClassifier).Assembly.GetManifestResourceStream(typeof(MessageClassifier), "classifier.bin")!;
        var bytes = new byte[kept];
        stream.ReadExactly(bytes);

        Assert.Throws<InvalidDataException>(() => LinearModelFile.Read(new MemoryStream(bytes)));
    }

    [Fact]
    public void A_group_named_alone_that_does_not_exist_is_refused()
    {
        var yaml = DefaultRules().Replace("alone: [suicide]", "alone: [nothing]", StringComparison.Ordinal);

        var error = Assert.Throws<InvalidRulesException>(() => RuleSet.Load(new MemoryStream(Encoding.UTF8.GetBytes(yaml))));

        Assert.Contains("signal distress: alone names nothing, which is not a list of its phrases", error.Problems);
    }

    private static string DefaultRules()
    {
        using var reader = new StreamReader(typeof(RuleSet).Assembly.GetManifestResourceStream("Collegue.Casework.Triage.rules.yaml")!);
        return reader.ReadToEnd();
    }

    private static IReadOnlyList<ExpectedTriage> Read(string name) => TriageBench.Read(Path.Combine(SourceTree.Root, "bench", "triage", $"{name}.jsonl"));
}
