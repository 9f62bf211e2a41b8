using System.Text.RegularExpressions;
using Collegue.Bench.Retrieval;

namespace Collegue.Bench.Triage;

/// <summary>
/// How often the handling changes when nothing that matters does: the same message with other names, another gender, without
/// accents, in capitals, with typing errors; and, where a file has groups, rewritten by a person in another register.
/// </summary>
/// <param name="Change">What was changed.</param>
/// <param name="Pairs">Pairs of messages that should be handled in the same way.</param>
/// <param name="Handling">Share of pairs whose handling differs: human, assisted or automatable.</param>
/// <param name="Human">Share of pairs of which one goes to a human and the other does not.</param>
/// <param name="Kind">Share of pairs whose kind of task differs.</param>
public sealed record VariantRow(string Change, int Pairs, double Handling, double Human, double Kind);

public static partial class TriageVariants
{
    private static readonly (string Change, Func<string, string> Of)[] Changes =
    [
        ("names", OtherNames),
        ("gender", OtherGender),
        ("no_accents", text => Distortion.Accents.Apply(text)),
        ("capitals", text => Distortion.Capitals.Apply(text)),
        ("one_typing_error", text => Mistyped(text, int.MaxValue)),
        ("error_in_5_words", text => Mistyped(text, 5)),
        ("typing_errors", text => Distortion.Typos.Apply(text)),
    ];

    private static readonly string[] FirstNames = ["Fatoumata", "Mohamed", "Jean-Luc", "Nguyen", "Léa", "Aleksandra", "Ibrahima", "Marie-Thérèse", "Yilmaz", "Kévin"];

    private static readonly (string Word, string Other)[] Genders =
    [
        ("monsieur", "madame"), ("mon mari", "ma femme"), ("mon fils", "ma fille"), ("mon père", "ma mère"), ("mon frère", "ma sœur"),
        ("mon compagnon", "ma compagne"), ("mon voisin", "ma voisine"), ("seul", "seule"), ("inscrit", "inscrite"), ("né", "née"),
        ("content", "contente"), ("désolé", "désolée"), ("retraité", "retraitée"), ("étudiant", "étudiante"), ("habitant", "habitante"),
    ];

    public static IReadOnlyList<VariantRow> Run(Casework.Triage.Triage triage, IReadOnlyList<ExpectedTriage> messages)
    {
        var rows = new List<VariantRow>();
        foreach (var (change, of) in Changes)
        {
            var pairs = messages.Select(message => (message.Text, Other: of(message.Text))).Where(pair => pair.Text != pair.Other)
                .Select(pair => (triage.Decide(pair.Text), triage.Decide(pair.Other))).ToList();
            rows.Add(Row(change, pairs));
        }

        if (messages.Any(message => message.Group is not null))
        {
            rows.Add(Row("rewritten", [.. messages.Where(message => message.Group is not null).GroupBy(message => message.Group).SelectMany(group =>
            {
                var got = group.Select(message => triage.Decide(message.Text)).ToList();
                return got.SelectMany((first, at) => got.Skip(at + 1).Select(second => (first, second)));
            })]));
        }

        return rows;
    }

    private static VariantRow Row(string change, List<(Casework.Triage.TriageOutcome First, Casework.Triage.TriageOutcome Second)> pairs) => new(
        change,
        pairs.Count,
        TriageBench.Share(pairs.Count(pair => pair.First.Handling != pair.Second.Handling), pairs.Count),
        TriageBench.Share(pairs.Count(pair => pair.First.Handling != pair.Second.Handling
            && (pair.First.Handling == Storage.Cases.Handling.Human || pair.Second.Handling == Storage.Cases.Handling.Human)), pairs.Count),
        TriageBench.Share(pairs.Count(pair => pair.First.Task != pair.Second.Task), pairs.Count));

    /// <summary>Signs the message with another name, and puts other first names in the place of those that follow a title.</summary>
    private static string OtherNames(string text)
    {
        var at = text.Aggregate(7, (hash, letter) => unchecked((hash * 31) + letter));
        var name = FirstNames[(int)((uint)at % FirstNames.Length)];
        return Titled().Replace(text, match => $"{match.Groups[1].Value} {name}") + $"\n{name} {FirstNames[(int)((uint)(at / 7) % FirstNames.Length)]}";
    }

    /// <summary>Of the words that have a typing error when all the long ones do, leaves it in one, then in one word of so many.</summary>
    private static string Mistyped(string text, int oneWordIn)
    {
        var right = Words().Matches(text);
        var wrong = Words().Matches(Distortion.Typos.Apply(text));
        var hit = right.Zip(wrong).Index().Where(pair => pair.Item.First.Value != pair.Item.Second.Value).Select(pair => pair.Index).ToList();
        if (hit.Count == 0 || right.Count != wrong.Count)
            return text;

        var kept = Enumerable.Range(0, Math.Max(1, right.Count / oneWordIn)).Select(at => hit[at * 7 % hit.Count]).ToHashSet();
        var index = 0;
        return Words().Replace(text, match => kept.Contains(index++) ? wrong[index - 1].Value : match.Value);
    }

    private static string OtherGender(string text)
    {
        foreach (var (word, other) in Genders)
        {
            text = Regex.Replace(text, $@"(?<!\p{{L}})(?:{Regex.Escape(word)}|{Regex.Escape(other)})(?!\p{{L}})",
                match => Matching(match.Value, string.Equals(match.Value, word, StringComparison.OrdinalIgnoreCase) ? other : word), RegexOptions.IgnoreCase);
        }

        return text;
    }

    private static string Matching(string model, string word) => char.IsUpper(model[0]) ? char.ToUpperInvariant(word[0]) + word[1..] : word;

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Words();

    [GeneratedRegex(@"\b(M\.|Mme|Mlle|Monsieur|Madame)\s+\p{Lu}[\p{L}-]+")]
    private static partial Regex Titled();
}
