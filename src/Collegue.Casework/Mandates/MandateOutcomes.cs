namespace Collegue.Casework.Mandates;

/// <summary>What became of a signature. Only <see cref="Done"/> changed something.</summary>
public abstract record MandateOutcome
{
    private MandateOutcome()
    {
    }

    public sealed record Done(MandateFile Before, Storage.Mandates.MandateLevel Level) : MandateOutcome;

    /// <summary>No such kind of task, or one that humans answer.</summary>
    public sealed record NotFound : MandateOutcome;

    /// <summary>The mandate changed since the form was opened.</summary>
    public sealed record Conflict : MandateOutcome;

    /// <summary><c>reason-missing</c>, <c>reason-long</c> or <c>level</c>: not one step up, nor down, nor within what the kind allows.</summary>
    public sealed record Invalid(string Code) : MandateOutcome;

    /// <summary>The conditions of the level are not met.</summary>
    public sealed record Refused(IReadOnlyList<MandateGap> Gaps) : MandateOutcome;
}
