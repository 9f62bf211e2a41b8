using Collegue.Storage.Deadlines;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Collegue.Casework.Deadlines;

/// <summary>
/// The rules that come with the product: proposals, signed by nobody, so that what they say of silence is never told to a citizen
/// before an agent of the organisation has checked and signed it.
/// </summary>
public sealed class ProposedRules
{
    /// <summary>The rule of requests of no kind of their own.</summary>
    public const string Other = "other";

    private static readonly Lazy<ProposedRules> Embedded = new(() =>
    {
        using var stream = typeof(ProposedRules).Assembly.GetManifestResourceStream("Collegue.Casework.Deadlines.proposals.yaml")
            ?? throw new InvalidOperationException("The embedded proposals of delays are missing from the program.");
        using var reader = new StreamReader(stream);
        return new ProposedRules(new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build().Deserialize<WrittenProposals>(reader));
    });

    private readonly Dictionary<string, RuleTerms> byTask;
    private readonly RuleTerms other;

    private ProposedRules(WrittenProposals written)
    {
        other = Terms(written.Default, null);
        byTask = written.Kinds.ToDictionary(pair => pair.Key, pair => Terms(pair.Value, written.Default), StringComparer.Ordinal);
    }

    public static ProposedRules Default => Embedded.Value;

    /// <summary>Kinds that have a proposal of their own.</summary>
    public IEnumerable<string> Tasks => byTask.Keys;

    public RuleTerms Of(string task) => byTask.GetValueOrDefault(task, other);

    private static RuleTerms Terms(WrittenTerms written, WrittenTerms? fallback)
    {
        Delay? DelayOf(Func<WrittenTerms, string?> get) => (get(written) ?? (fallback is null ? null : get(fallback))) is { } text ? Delay.Parse(text) : null;
        return new RuleTerms
        {
            Registration = DelayOf(terms => terms.Registration)!.Value,
            Receipt = DelayOf(terms => terms.Receipt)!.Value,
            Acknowledges = written.Acknowledges ?? true,
            Reply = DelayOf(terms => terms.Reply),
            // What a text says of one kind says nothing of another: silence is not inherited.
            Silence = written.Silence is { } silence ? Delay.Parse(silence) : null,
            Effect = written.Effect is { } effect ? Enum.Parse<SilenceEffect>(effect) : SilenceEffect.Undetermined,
            MovesOwn = written.MovesOwn ?? fallback?.MovesOwn ?? false,
            MovesSilence = written.MovesSilence ?? fallback?.MovesSilence ?? false,
            Pause = Enum.Parse<PauseEffect>(written.Pause ?? fallback?.Pause ?? nameof(PauseEffect.None)),
            Documents = DelayOf(terms => terms.Documents)!.Value,
            Source = written.Source ?? fallback?.Source ?? "",
            CountingSource = written.CountingSource ?? fallback?.CountingSource ?? "",
            Remedies = written.Remedies ?? "",
            UsualDocuments = written.UsualDocuments ?? [],
        };
    }

    private sealed class WrittenProposals
    {
        public WrittenTerms Default { get; set; } = new();
        public Dictionary<string, WrittenTerms> Kinds { get; set; } = [];
    }

    private sealed class WrittenTerms
    {
        public string? Registration { get; set; }
        public string? Receipt { get; set; }
        public bool? Acknowledges { get; set; }
        public string? Reply { get; set; }
        public string? Silence { get; set; }
        public string? Effect { get; set; }
        public bool? MovesOwn { get; set; }
        public bool? MovesSilence { get; set; }
        public string? Pause { get; set; }
        public string? Documents { get; set; }
        public string? Source { get; set; }
        public string? CountingSource { get; set; }
        public string? Remedies { get; set; }
        public List<string>? UsualDocuments { get; set; }
    }
}
