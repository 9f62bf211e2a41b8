using Collegue.Bench.Triage;
using Collegue.Casework.Triage;
using Collegue.Casework.Triage.Classifying;

namespace Collegue.Triage.Training;

/// <summary>What rules and a classifier do together on files of messages, at several shares from which a human answers.</summary>
internal static class Measuring
{
    public static readonly IReadOnlyList<double> Shares = [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5];

    public static IEnumerable<string> Run(IReadOnlyList<string> paths, MessageClassifier classifier, RuleSet rules, IReadOnlyList<double> shares)
    {
        foreach (var path in paths)
        {
            var messages = TriageBench.Read(path);
            foreach (var share in shares)
            {
                var triage = new Casework.Triage.Triage(rules.With(share, Math.Max(share, rules.HumanShareOfShort)), classifier);
                var report = TriageBench.Run(triage, messages, TimeProvider.System);
                var variants = string.Join(' ', TriageVariants.Run(triage, messages).Select(row => FormattableString.Invariant($"{row.Change} {row.Handling:P1} ({row.Human:P1})")));
                yield return FormattableString.Invariant(
                    $"{Path.GetFileName(path)} {share:0.00} human {report.HumanRecall:P1} {report.HumanPrecision:P1} kind {report.KindAccuracy:P1} abstains {report.KindAbstention:P1} | {variants}");
            }
        }
    }
}
