using System.Text;
using Collegue.Storage.Cases;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Collegue.Casework.Triage;

/// <summary>The rules file as written, and its checks; nothing half-read ever becomes a <see cref="RuleSet"/>.</summary>
internal static class RulesFile
{
    private static readonly string[] NeededExplanations =
    [
        TriageRules.UnknownTask, TriageRules.SeveralTasks, TriageRules.OtherLanguage, TriageRules.Attachment,
        TriageRules.Task, TriageRules.TaskForHumans, TriageRules.LikeSituation,
    ];

    /// <summary>The words of the shipped rules stand for them.</summary>
    private static readonly string[] OtherExplanations = [TriageRules.ModelChoice, TriageRules.ModelRefused];

    public static RuleSet Read(Stream stream)
    {
        var written = Parse(stream);
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(written.Version))
            problems.Add("version is missing");
        if (string.IsNullOrWhiteSpace(written.DefaultDepartment))
            problems.Add("default_department is missing");
        if (written.Threshold <= 0)
            problems.Add("threshold must be above 0");

        var phrases = new PhraseCheck(problems);
        var signals = (written.Signals ?? []).Select(signal => ToSignal(signal, problems, phrases)).ToList();
        var markers = (written.Markers ?? []).Select(marker => ToMarker(marker, problems, phrases)).ToList();
        var kinds = (written.Kinds ?? []).Select(kind => ToKind(kind, problems, phrases)).ToList();
        if (signals.Count == 0)
            problems.Add("signals is empty: the human-only rules cannot be left out");
        if (kinds.Count == 0)
            problems.Add("kinds is empty");
        NameTwice("signal", signals.Select(signal => signal.Slug), problems);
        NameTwice("marker", markers.Select(marker => marker.Slug), problems);
        NameTwice("kind", kinds.Select(kind => kind.Slug), problems);

        var explanations = new Dictionary<string, Localised>(StringComparer.Ordinal);
        if (written.KindShare is not (>= 0 and <= 1) || written.HumanShare is not (>= 0 and <= 1) || written.HumanShareOfShort is < 0 or > 1)
            problems.Add("kind_share, human_share and human_share_of_short must be between 0 and 1");
        if (written.UnreadLimit < 0)
            problems.Add("unread_limit must be 0 or more");
        foreach (var rule in NeededExplanations.Concat(written.UnreadLimit > 0 ? [TriageRules.UnreadPart] : [])
            .Concat(OtherExplanations.Where(rule => written.Explanations?.ContainsKey(rule) == true)))
            explanations[rule] = Text(written.Explanations?.GetValueOrDefault(rule), $"explanations: {rule}", problems);

        var languages = (written.Languages ?? []).ToDictionary(
            pair => pair.Key, pair => (IReadOnlyList<string>)(pair.Value ?? []), StringComparer.Ordinal);
        if (!languages.ContainsKey("fr"))
            problems.Add("languages must hold fr");

        if (problems.Count > 0)
            throw new InvalidRulesException(problems);
        return new RuleSet(written.Version!, written.DefaultDepartment!, written.Threshold, kinds, signals, markers,
            explanations, languages, written.WellSpelt ?? [])
        {
            PlainWords = written.PlainWords ?? [],
            UnreadLimit = written.UnreadLimit,
            KindShare = written.KindShare,
            HumanShare = written.HumanShare,
            HumanShareOfShort = written.HumanShareOfShort ?? written.HumanShare,
        };
    }

    private static WrittenRules Parse(Stream stream)
    {
        try
        {
            using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
            return new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
                .Deserialize<WrittenRules>(reader) ?? new WrittenRules();
        }
        catch (YamlException e)
        {
            throw new InvalidRulesException($"line {e.Start.Line}: {(e.InnerException ?? e).Message}", e);
        }
    }

    private static Signal ToSignal(WrittenSignal written, List<string> problems, PhraseCheck phrases)
    {
        var where = $"signal {Slug(written.Slug, "signal", problems)}";
        var byRegister = (written.Phrases ?? []).ToDictionary(
            pair => pair.Key, pair => (IReadOnlyList<string>)(pair.Value ?? []), StringComparer.Ordinal);
        if (byRegister.Values.All(list => list.Count == 0))
            problems.Add($"{where}: phrases is empty");
        problems.AddRange((written.Alone ?? []).Where(group => !byRegister.ContainsKey(group)).Select(group => $"{where}: alone names {group}, which is not a list of its phrases"));
        phrases.Check(where, byRegister.Values.SelectMany(list => list).Concat(written.Except ?? []));
        return new Signal(written.Slug ?? "", Text(written.Name, $"{where}: name", problems),
            Text(written.Explanation, $"{where}: explanation", problems), ToUrgency(written.Urgency, where, problems),
            written.Department, byRegister, written.Except ?? [], written.Alone ?? []);
    }

    private static Marker ToMarker(WrittenMarker written, List<string> problems, PhraseCheck phrases)
    {
        var where = $"marker {Slug(written.Slug, "marker", problems)}";
        if (written.Phrases is not { Count: > 0 })
            problems.Add($"{where}: phrases is empty");
        phrases.Check(where, (written.Phrases ?? []).Concat(written.Except ?? []));
        return new Marker(written.Slug ?? "", Text(written.Explanation, $"{where}: explanation", problems),
            ToUrgency(written.Urgency, where, problems), written.Phrases ?? [], written.Except ?? []);
    }

    private static TaskKind ToKind(WrittenKind written, List<string> problems, PhraseCheck phrases)
    {
        var where = $"kind {Slug(written.Slug, "kind", problems)}";
        if (string.IsNullOrWhiteSpace(written.Department))
            problems.Add($"{where}: department is missing");
        if (string.IsNullOrWhiteSpace(written.SilenceRule))
            problems.Add($"{where}: silence_rule is missing");
        if (!Enum.TryParse<Handling>(written.Handling, ignoreCase: true, out var handling) || !Enum.IsDefined(handling))
            problems.Add($"{where}: handling is \"{written.Handling}\", expected human, assisted or automatable");
        var terms = (written.Terms ?? []).ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)(pair.Value ?? []));
        if (terms.Values.All(list => list.Count == 0))
            problems.Add($"{where}: terms is empty");
        if (terms.ContainsKey(0))
            problems.Add($"{where}: a term of weight 0 says nothing");
        phrases.Check(where, terms.Values.SelectMany(list => list));
        return new TaskKind(written.Slug ?? "", Text(written.Name, $"{where}: name", problems),
            Text(written.Description, $"{where}: description", problems), written.Department ?? "", handling,
            written.SilenceRule ?? "", written.Examples ?? [], terms, written.Fallback)
        {
            Authority = written.Authority is null ? null : Text(written.Authority, $"{where}: authority", problems),
        };
    }

    private static string Slug(string? slug, string what, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(slug))
            problems.Add($"a {what} has no slug");
        return slug ?? "?";
    }

    private static Localised Text(WrittenText? written, string where, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(written?.Fr))
            problems.Add($"{where} is missing in French (fr)");
        if (string.IsNullOrWhiteSpace(written?.En))
            problems.Add($"{where} is missing in English (en)");
        return new Localised(written?.Fr ?? "", written?.En ?? "");
    }

    private static Urgency ToUrgency(string? written, string where, List<string> problems)
    {
        if (written is null)
            return Urgency.Normal;
        if (!Enum.TryParse<Urgency>(written, ignoreCase: true, out var urgency) || !Enum.IsDefined(urgency))
            problems.Add($"{where}: urgency is \"{written}\", expected normal, high or critical");
        return urgency;
    }

    private static void NameTwice(string what, IEnumerable<string> slugs, List<string> problems) =>
        problems.AddRange(slugs.GroupBy(slug => slug, StringComparer.Ordinal).Where(group => group.Count() > 1)
            .Select(group => $"{what} {group.Key} is written twice"));

    private sealed class PhraseCheck(List<string> problems)
    {
        private readonly Lexicon lexicon = new([]);

        public void Check(string where, IEnumerable<string> phrases)
        {
            foreach (var phrase in phrases)
            {
                try
                {
                    Phrase.Parse(phrase, lexicon);
                }
                catch (FormatException e)
                {
                    problems.Add($"{where}: {e.Message}");
                }
            }
        }
    }
}
