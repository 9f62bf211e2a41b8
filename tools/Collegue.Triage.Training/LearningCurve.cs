using Collegue.Casework.Triage;
using Collegue.Casework.Triage.Classifying;
using Collegue.Knowledge.Embedding;

namespace Collegue.Triage.Training;

/// <summary>What is gained by more hands: an eighth, a quarter, half and all of them.</summary>
internal static class LearningCurve
{
    private const int Seed = 5;

    public static IEnumerable<string> Run(IReadOnlyList<WrittenMessage> messages, IReadOnlyList<string> measured, RuleSet rules)
    {
        var embedder = TextEmbedder.Load();
        var ofRules = WrittenMessage.OfRules(rules).ToList();
        var hands = messages.GroupBy(message => message.Id.Split('-')[0]).ToArray();
        new Random(Seed).Shuffle(hands);
        foreach (var part in (int[])[8, 4, 2, 1])
        {
            var texts = hands.Take(Math.Max(1, hands.Length / part)).SelectMany(hand => hand).ToList();
            var classifier = new MessageClassifier(new Learner(new Recipe(), embedder, rules).Learn(texts, ofRules), embedder);
            foreach (var line in Measuring.Run(measured, classifier, rules, [rules.HumanShare]))
                yield return FormattableString.Invariant($"{texts.Count} messages: {line}");
        }
    }
}
