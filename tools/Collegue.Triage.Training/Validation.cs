using Collegue.Casework.Triage;
using Collegue.Casework.Triage.Classifying;
using Collegue.Knowledge.Embedding;

namespace Collegue.Triage.Training;

/// <summary>Each part of the messages read by a classifier that learnt from the others only.</summary>
internal static class Validation
{
    public static IEnumerable<string> Run(IReadOnlyList<WrittenMessage> messages, int folds, Recipe recipe, RuleSet rules)
    {
        var embedder = TextEmbedder.Load();
        var ofRules = WrittenMessage.OfRules(rules).ToList();
        var shuffled = messages.ToArray();
        new Random(7).Shuffle(shuffled);
        var read = new List<(WrittenMessage Message, MessageClassifier.Reading Reading)>();
        for (var fold = 0; fold < folds; fold++)
        {
            var model = new Learner(recipe, embedder, rules).Learn([.. shuffled.Where((_, at) => at % folds != fold)], ofRules);
            var classifier = new MessageClassifier(model, embedder);
            var reader = new RuleReader(rules, exists: classifier.Knows);
            read.AddRange(shuffled.Where((_, at) => at % folds == fold).Select(message => (message, classifier.Read(reader.Read(message.Text), rules))));
        }

        var withKind = read.Where(row => row.Message.Task != LinearModel.None && row.Message.Situation == LinearModel.None).ToList();
        foreach (var least in (double[])[0, 0.1, 0.2, 0.3, 0.4, 0.5])
        {
            var kept = withKind.Where(row => row.Reading.Kinds[0].Share >= least).ToList();
            yield return FormattableString.Invariant(
                $"kind: share >= {least:0.00} abstains {1 - ((double)kept.Count / withKind.Count):P1}, right {kept.Count(row => row.Reading.Kinds[0].Slug == row.Message.Task) / (double)kept.Count:P1}");
        }

        var sensitive = read.Count(row => row.Message.Situation != LinearModel.None);
        foreach (var least in (double[])[0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5])
        {
            var sent = read.Where(row => row.Reading.HumanOnly >= least).ToList();
            var right = sent.Count(row => row.Message.Situation != LinearModel.None);
            yield return FormattableString.Invariant(
                $"human: share >= {least:0.00} recall {right / (double)sensitive:P1}, precision {right / (double)sent.Count:P1}");
        }
    }
}
