using Collegue.Storage.Deadlines;

namespace Collegue.Casework.Deadlines;

/// <summary>Days a case stood still; open while <see cref="ResumedOn"/> is null.</summary>
public sealed record Pause(DateOnly AskedOn, DateOnly AnswerBy, DateOnly? ResumedOn);

/// <summary>The dates of a case, computed from its rule and its pauses and from nothing else.</summary>
/// <param name="ObjectiveOn">Last day to answer as the organisation means to.</param>
/// <param name="SilenceOn">Day from which silence stands for a decision; null when none runs.</param>
public sealed record Timetable(DateOnly RegistrationOn, DateOnly ReceiptOn, DateOnly ObjectiveOn, DateOnly? SilenceOn)
{
    /// <param name="terms">With an objective: a rule is frozen with the one of the configuration when it has none of its own.</param>
    public static Timetable Of(RuleTerms terms, DateOnly start, IReadOnlyList<Pause> pauses, WorkingCalendar calendar)
    {
        var objective = terms.Reply ?? throw new ArgumentException("A frozen rule has an objective.", nameof(terms));
        var reply = calendar.End(start, objective, false).AddDays(pauses.Sum(Stood));
        return new Timetable(
            calendar.End(start, terms.Registration, terms.MovesOwn),
            calendar.End(start, terms.Receipt, terms.MovesOwn),
            terms.MovesOwn ? calendar.OnOrAfter(reply) : reply,
            SilenceOf(terms, start, pauses, calendar));
    }

    private static DateOnly? SilenceOf(RuleTerms terms, DateOnly start, IReadOnlyList<Pause> pauses, WorkingCalendar calendar)
    {
        if (terms.Silence is not { } delay)
        {
            return null;
        }

        if (terms.Pause == PauseEffect.Restarts && pauses.Count > 0)
        {
            return pauses.Any(pause => pause.ResumedOn is null) ? null : calendar.End(pauses.Max(pause => pause.ResumedOn!.Value), delay, terms.MovesSilence);
        }

        if (terms.Pause == PauseEffect.Suspends && pauses.Count > 0)
        {
            var end = calendar.End(start, delay, false).AddDays(pauses.Sum(Suspended));
            return terms.MovesSilence ? calendar.OnOrAfter(end) : end;
        }

        return calendar.End(start, delay, terms.MovesSilence);
    }

    private static int Stood(Pause pause) => Math.Max(0, (pause.ResumedOn ?? pause.AnswerBy).DayNumber - pause.AskedOn.DayNumber);

    /// <summary>A delay is suspended for the time given to the citizen, and no longer.</summary>
    private static int Suspended(Pause pause) =>
        Math.Max(0, Math.Min((pause.ResumedOn ?? pause.AnswerBy).DayNumber, pause.AnswerBy.DayNumber) - pause.AskedOn.DayNumber);
}
