using Collegue.Bench.Triage;
using Collegue.Casework.Triage;
using Collegue.Casework.Triage.Classifying;
using Collegue.Storage.Cases;

namespace Collegue.Triage.Training;

/// <summary>A text and the classes a person gave it; no situation is known of most texts of the rules.</summary>
/// <param name="IsMessage">A message, which counts more than a term or a name.</param>
internal sealed record WrittenMessage(string Id, string Text, string? Task, string? Situation, bool IsMessage = false)
{
    /// <summary>A signal that is no situation of its own: it has any account of one's life read by a person.</summary>
    public const string PersonalAccount = "personal-account";

    private static readonly char[] PhraseSigns = ['=', '*', '?'];

    public static IEnumerable<WrittenMessage> Read(string path) => TriageBench.Read(path)
        .Select(message => new WrittenMessage(message.Id, message.Text, message.Task ?? LinearModel.None, message.Situation ?? LinearModel.None, IsMessage: true));

    /// <summary>What the rules say of each kind is text of that kind: its name, its description, its examples and its terms.</summary>
    public static IEnumerable<WrittenMessage> OfRules(RuleSet rules)
    {
        foreach (var kind in rules.Kinds)
        {
            var ordinary = kind.Handling == Handling.Human ? null : LinearModel.None;
            foreach (var example in kind.Examples)
                yield return new WrittenMessage(kind.Slug, example, kind.Slug, ordinary, IsMessage: true);
            foreach (var text in (string[])[kind.Name.Fr, kind.Description.Fr])
                yield return new WrittenMessage(kind.Slug, text, kind.Slug, ordinary);
            yield return new WrittenMessage(kind.Slug, kind.Name.En + " " + kind.Description.En, kind.Slug, null);
            foreach (var phrase in kind.Terms.Where(terms => terms.Key > 3).SelectMany(terms => terms.Value))
                yield return new WrittenMessage(kind.Slug, Plain(phrase), kind.Slug, ordinary);
        }

        foreach (var signal in rules.Signals.Where(signal => signal.Slug != PersonalAccount))
        {
            foreach (var phrase in signal.Phrases.Values.SelectMany(list => list))
                yield return new WrittenMessage(signal.Slug, Plain(phrase), null, signal.Slug);
        }
    }

    private static string Plain(string phrase) =>
        string.Join(' ', phrase.Split(PhraseSigns, StringSplitOptions.RemoveEmptyEntries)).Replace('|', ' ').Replace("...", " ", StringComparison.Ordinal);
}
