using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Collegue.Storage.Cases;

namespace Collegue.Casework.Triage.Versions;

/// <summary>One thing an organisation adds to the rules of the product. None can take a human-only situation away.</summary>
[JsonDerivedType(typeof(KindPhrases), "kind-phrases")]
[JsonDerivedType(typeof(SituationPhrases), "situation-phrases")]
[JsonDerivedType(typeof(Stricter), "stricter")]
[JsonDerivedType(typeof(OtherDepartment), "department")]
[JsonDerivedType(typeof(NotRecognised), "not-recognised")]
public abstract record RuleChange
{
    private RuleChange()
    {
    }

    /// <summary>Messages with one of these phrases are of this kind, whatever the classifier says.</summary>
    public sealed record KindPhrases(string Kind, IReadOnlyList<string> Phrases) : RuleChange;

    /// <summary>Messages with one of these phrases belong to a human.</summary>
    public sealed record SituationPhrases(string Situation, IReadOnlyList<string> Phrases) : RuleChange;

    /// <summary>The kind is handled with more of a human than the product proposes; never with less.</summary>
    public sealed record Stricter(string Kind, Handling Handling) : RuleChange;

    public sealed record OtherDepartment(string Kind, string Department) : RuleChange;

    /// <summary>The kind is never recognised here: a person reads such messages.</summary>
    public sealed record NotRecognised(string Kind) : RuleChange;
}

/// <summary>Writes, reads, checks and applies changes.</summary>
public static class RuleChanges
{
    private const int MostPhrases = 50;
    private const int LongestPhrase = 100;
    private const string LocalList = "local";

    public static string Write(IReadOnlyList<RuleChange> changes) => JsonSerializer.Serialize(changes, JsonSerializerOptions.Web);

    public static IReadOnlyList<RuleChange> Read(string json) => JsonSerializer.Deserialize<List<RuleChange>>(json, JsonSerializerOptions.Web) ?? [];

    /// <summary>Hexadecimal SHA-256 of changes as written.</summary>
    public static string Hash(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    /// <summary>Why a change cannot be made, as a code of the screen; null when it can.</summary>
    public static string? Problem(RuleSet rules, RuleChange change) => change switch
    {
        RuleChange.KindPhrases { Kind: var kind, Phrases: var phrases } => OfKind(rules, kind) ?? OfPhrases(phrases),
        RuleChange.SituationPhrases { Situation: var slug, Phrases: var phrases } =>
            rules.Signals.Any(signal => signal.Slug == slug) ? OfPhrases(phrases) : "situation-unknown",
        RuleChange.Stricter { Kind: var slug, Handling: var handling } =>
            OfKind(rules, slug) ?? (handling < rules.Kinds.First(kind => kind.Slug == slug).Handling ? null : "not-stricter"),
        RuleChange.OtherDepartment { Kind: var slug, Department: var department } =>
            OfKind(rules, slug) ?? (string.IsNullOrWhiteSpace(department) ? "department-missing" : null),
        RuleChange.NotRecognised { Kind: var slug } => OfKind(rules, slug),
        _ => "kind-unknown",
    };

    /// <summary>The rules with the changes, in their order; changes that no longer fit (a kind that is gone) do nothing.</summary>
    public static RuleSet Apply(RuleSet rules, IReadOnlyList<RuleChange> changes, string version)
    {
        var kinds = rules.Kinds.ToList();
        var signals = rules.Signals.ToList();
        foreach (var change in changes.Where(change => Problem(rules, change) is null))
        {
            switch (change)
            {
                case RuleChange.KindPhrases { Kind: var slug, Phrases: var phrases }:
                    Replace(kinds, kind => kind.Slug == slug, kind => kind with { Deciding = [.. kind.Deciding, .. phrases] });
                    break;
                case RuleChange.SituationPhrases { Situation: var slug, Phrases: var phrases }:
                    Replace(signals, signal => signal.Slug == slug, signal => With(signal, phrases));
                    break;
                case RuleChange.Stricter { Kind: var slug, Handling: var handling }:
                    Replace(kinds, kind => kind.Slug == slug, kind => kind with { Handling = handling });
                    break;
                case RuleChange.OtherDepartment { Kind: var slug, Department: var department }:
                    Replace(kinds, kind => kind.Slug == slug, kind => kind with { Department = department });
                    break;
                case RuleChange.NotRecognised { Kind: var slug }:
                    Replace(kinds, kind => kind.Slug == slug, kind => kind with { NotHere = true });
                    break;
            }
        }

        return rules.With(version, kinds, signals);
    }

    private static Signal With(Signal signal, IReadOnlyList<string> phrases) => signal with
    {
        Phrases = new Dictionary<string, IReadOnlyList<string>>(signal.Phrases) { [LocalList] = [.. signal.Phrases.GetValueOrDefault(LocalList, []), .. phrases] },
        Alone = [.. signal.Alone.Append(LocalList).Distinct()],
    };

    private static void Replace<T>(List<T> list, Predicate<T> which, Func<T, T> by)
    {
        if (list.FindIndex(which) is >= 0 and var at)
        {
            list[at] = by(list[at]);
        }
    }

    private static string? OfKind(RuleSet rules, string slug) => rules.Kinds.Any(kind => kind.Slug == slug) ? null : "kind-unknown";

    private static string? OfPhrases(IReadOnlyList<string> phrases) => phrases switch
    {
        { Count: 0 } => "phrases-missing",
        { Count: > MostPhrases } => "phrases-many",
        _ when phrases.Any(phrase => phrase.Length > LongestPhrase) => "phrase-long",
        _ when phrases.Any(phrase => !CanBeRead(phrase)) => "phrase-wrong",
        _ => null,
    };

    /// <summary>At least one word of three letters: a shorter phrase would be found everywhere.</summary>
    private static bool CanBeRead(string phrase)
    {
        try
        {
            Phrase.Parse(phrase, new Lexicon([]));
        }
        catch (FormatException)
        {
            return false;
        }

        return Words.Read(phrase).Exists(word => word.Folded.Length >= 3);
    }
}
