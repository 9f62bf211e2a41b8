using Collegue.Casework.Triage;
using Collegue.Storage.Cases;
using Collegue.Storage.Mandates;

namespace Collegue.Casework.Mandates;

/// <summary>Everything the mandate of one kind of task rests on, at one moment.</summary>
public sealed record MandateFile
{
    public required TaskKind Kind { get; init; }
    public required MandateLevel Level { get; init; }
    public required int Revision { get; init; }

    /// <summary>When the level was given; null when it never changed.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>Evidence from here on counts.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Drafts made under the conditions of now, as they ended.</summary>
    public required ExactInterval Evidence { get; init; }

    /// <summary>Drafts of the window made under other rules, another model or another prompt: they do not count.</summary>
    public required int Elsewhere { get; init; }

    public required DriftTest Drift { get; init; }
    public required VigilanceFigures Vigilance { get; init; }
    public required MandateConditions Conditions { get; init; }

    /// <summary>The last serious incident of the kind, when it still weighs.</summary>
    public DateTimeOffset? IncidentAt { get; init; }

    /// <summary>Titles of cited documents that are no longer valid.</summary>
    public IReadOnlyList<string> Expired { get; init; } = [];

    /// <summary>What the next level asks; null when there is none.</summary>
    public (int Reviews, double Rate)? Needed { get; init; }

    /// <summary>What keeps the next level from being given; empty when a signature is all that lacks.</summary>
    public IReadOnlyList<MandateGap> Gaps { get; init; } = [];

    /// <summary>Where no machine drafts there is no latitude to give.</summary>
    public bool IsForHumans => Kind.Handling == Handling.Human;

    /// <summary>Only informational kinds may be answered without an agent.</summary>
    public MandateLevel Ceiling => CeilingOf(Kind);

    public MandateLevel? Next => IsForHumans || Level >= Ceiling ? null : Level + 1;

    public static MandateLevel CeilingOf(TaskKind kind) => kind.Handling switch
    {
        Handling.Automatable => MandateLevel.Reply,
        Handling.Assisted => MandateLevel.Prepare,
        _ => MandateLevel.Off,
    };
}

/// <summary>One condition that is not met.</summary>
public abstract record MandateGap
{
    private MandateGap()
    {
    }

    public sealed record Reviews(int Have, int Need) : MandateGap;

    public sealed record Rate(double Lower, double Need) : MandateGap;

    public sealed record Drifted : MandateGap;

    public sealed record Incident(DateTimeOffset At, DateTimeOffset Until) : MandateGap;

    /// <summary>Too few planted errors were shown in the department, or too few to tell.</summary>
    public sealed record VigilanceUnknown(int Need) : MandateGap;

    public sealed record VigilanceLow(int Planted, int Caught, double Need) : MandateGap;

    public sealed record Expired(IReadOnlyList<string> Titles) : MandateGap;
}

/// <summary>Planted errors that were seen or not.</summary>
public readonly record struct VigilanceFigures(int Planted, int Caught)
{
    /// <summary>Smaller counts are shown to nobody: they would point at people.</summary>
    public const int Least = 5;

    public bool IsShown => Planted >= Least;

    public double Share => (double)Caught / Planted;
}
