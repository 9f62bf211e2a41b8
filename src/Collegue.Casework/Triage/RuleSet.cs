using Collegue.Storage.Cases;

namespace Collegue.Casework.Triage;

/// <summary>
/// The published rules that decide handling: one immutable snapshot of the rules file. Every text can be shown to the public.
/// </summary>
public sealed class RuleSet
{
    private static readonly Lazy<RuleSet> Embedded = new(() =>
    {
        using var stream = typeof(RuleSet).Assembly.GetManifestResourceStream("Collegue.Casework.Triage.rules.yaml")
            ?? throw new InvalidOperationException("The embedded triage rules are missing from the program.");
        return Load(stream);
    });

    internal RuleSet(string version, string defaultDepartment, int threshold, IReadOnlyList<TaskKind> kinds,
        IReadOnlyList<Signal> signals, IReadOnlyList<Marker> markers, IReadOnlyDictionary<string, Localised> explanations,
        IReadOnlyDictionary<string, IReadOnlyList<string>> languages, IReadOnlyList<string> wellSpelt)
    {
        Version = version;
        DefaultDepartment = defaultDepartment;
        Threshold = threshold;
        Kinds = kinds;
        Signals = signals;
        Markers = markers;
        Explanations = explanations;
        Languages = languages;
        WellSpelt = wellSpelt;
    }

    /// <summary>The rules shipped with the program; read once, on first use.</summary>
    public static RuleSet Default => Embedded.Value;

    public string Version { get; }

    /// <summary>Where a message goes when nothing says better.</summary>
    public string DefaultDepartment { get; }

    /// <summary>Weighted evidence below which a kind is not recognised.</summary>
    public int Threshold { get; }

    /// <summary>The closed list of kinds of task.</summary>
    public IReadOnlyList<TaskKind> Kinds { get; }

    /// <summary>Human-only signals, looked for first and in the whole message.</summary>
    public IReadOnlyList<Signal> Signals { get; }

    /// <summary>What keeps a message from being automatable, or makes it urgent, without being human-only.</summary>
    public IReadOnlyList<Marker> Markers { get; }

    /// <summary>Explanations of the rules that carry no words of their own, by rule.</summary>
    public IReadOnlyDictionary<string, Localised> Explanations { get; }

    /// <summary>Small frequent words by ISO 639-1 code, to recognise the language.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Languages { get; }

    /// <summary>Words never taken for a misspelling of another.</summary>
    public IReadOnlyList<string> WellSpelt { get; }

    /// <summary>Ordinary words of a request for information, beside those of the kinds and of the languages.</summary>
    public IReadOnlyList<string> PlainWords { get; init; } = [];

    /// <summary>How many words outside the plain ones make a person read the message; 0 never.</summary>
    public int UnreadLimit { get; init; }

    /// <summary>Share the classifier must give to a kind for it to be retained, from 0 to 1.</summary>
    public double KindShare { get; init; } = 1;

    /// <summary>Share the classifier must give to the human-only situations for a human to answer, from 0 to 1.</summary>
    public double HumanShare { get; init; } = 1;

    /// <summary>The same for a message of fewer than eight words in which no signal was read: so few words prove little.</summary>
    public double HumanShareOfShort { get; init; } = 1;

    /// <summary>The same rules with other kinds and signals, under another version.</summary>
    internal RuleSet With(string version, IReadOnlyList<TaskKind> kinds, IReadOnlyList<Signal> signals) =>
        With(HumanShare, HumanShareOfShort, version, kinds, signals);

    /// <summary>The same rules with other shares from which a human answers.</summary>
    internal RuleSet With(double humanShare, double humanShareOfShort) => With(humanShare, humanShareOfShort, Version, Kinds, Signals);

    private RuleSet With(double humanShare, double humanShareOfShort, string version, IReadOnlyList<TaskKind> kinds, IReadOnlyList<Signal> signals) =>
        new(version, DefaultDepartment, Threshold, kinds, signals, Markers, Explanations, Languages, WellSpelt)
        {
            PlainWords = PlainWords,
            UnreadLimit = UnreadLimit,
            KindShare = KindShare,
            HumanShare = humanShare,
            HumanShareOfShort = humanShareOfShort,
        };

    /// <summary>Reads and checks a rules file.</summary>
    /// <exception cref="InvalidRulesException">The file cannot be used; every problem found is listed.</exception>
    public static RuleSet Load(Stream stream) => RulesFile.Read(stream);
}

/// <summary>A text for people, in French and in English.</summary>
public sealed record Localised(string Fr, string En);

/// <summary>An entry of the closed, described list of tasks.</summary>
/// <param name="SilenceRule">What silence means for this kind; "to be determined" until a named agent signs it.</param>
/// <param name="Terms">Phrases by weight; a negative weight speaks against the kind.</param>
/// <param name="Fallback">Recognised only when no other kind is.</param>
public sealed record TaskKind(
    string Slug,
    Localised Name,
    Localised Description,
    string Department,
    Handling Handling,
    string SilenceRule,
    IReadOnlyList<string> Examples,
    IReadOnlyDictionary<int, IReadOnlyList<string>> Terms,
    bool Fallback)
{
    /// <summary>Phrases of an organisation that decide for the kind whatever the classifier says. The classifier does not see them.</summary>
    public IReadOnlyList<string> Deciding { get; init; } = [];

    /// <summary>The organisation does not want it recognised: a person reads such messages.</summary>
    public bool NotHere { get; init; }

    /// <summary>The body whose business it is, when it is not the organisation's: the message is misaddressed.</summary>
    public Localised? Authority { get; init; }
}

/// <summary>A human-only signal of rule 2.</summary>
/// <param name="Department">Takes the case whatever its kind, or null to leave the kind decide.</param>
/// <param name="Phrases">What triggers it, by register or language.</param>
/// <param name="Except">Idioms that look like it; a phrase touching one of them is ignored.</param>
/// <param name="Alone">Lists of phrases that make a message human-only whatever the classifier says; the others are weighed.</param>
public sealed record Signal(
    string Slug,
    Localised Name,
    Localised Explanation,
    Urgency Urgency,
    string? Department,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Phrases,
    IReadOnlyList<string> Except,
    IReadOnlyList<string> Alone);

/// <summary>A circumstance: at least assisted, and perhaps urgent.</summary>
public sealed record Marker(
    string Slug,
    Localised Explanation,
    Urgency Urgency,
    IReadOnlyList<string> Phrases,
    IReadOnlyList<string> Except);

/// <summary>The rules file cannot be used.</summary>
public sealed class InvalidRulesException : Exception
{
    public InvalidRulesException(IReadOnlyList<string> problems)
        : base("The triage rules cannot be used: " + string.Join("; ", problems) + ".") => Problems = problems;

    public InvalidRulesException(string problem, Exception inner)
        : base("The triage rules cannot be used: " + problem + ".", inner) => Problems = [problem];

    public IReadOnlyList<string> Problems { get; }
}
