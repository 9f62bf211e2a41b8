using Collegue.Casework.Sending;
using Collegue.Storage;
using Collegue.Storage.Deadlines;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Deadlines;

/// <summary>The clock of a case with what moved it; the row is null for a case from before there were clocks.</summary>
/// <param name="Pauses">Oldest first.</param>
public sealed record ClockView(CaseClock? Row, GivenRule? Rule, IReadOnlyList<CasePause> Pauses, CaseForward? Forward)
{
    /// <summary>What the citizen is waited for, when the clock stands.</summary>
    public CasePause? Waiting => Pauses.FirstOrDefault(pause => pause.ResumedOn is null);

    /// <summary>What silence means, exactly as letters tell it.</summary>
    public string SilenceIn(string language) =>
        Rule is null ? "" : ClockLetters.Silence(Rule, Row?.SilenceOn, LetterTexts.CultureOf(language));

    /// <summary>What the pause does, exactly as letters tell it.</summary>
    public string PauseIn(string language) => Rule is null ? "" : ClockLetters.PauseOf(Rule, LetterTexts.CultureOf(language));
}

/// <summary>Reads the clock of a case; changes nothing.</summary>
public sealed class ClockReader(CollegueDb db)
{
    public async Task<ClockView> OfAsync(Guid caseId, CancellationToken cancellation)
    {
        var row = await db.CaseClocks.AsNoTracking().SingleOrDefaultAsync(kept => kept.CaseId == caseId, cancellation);
        var pauses = await db.CasePauses.AsNoTracking().Where(pause => pause.CaseId == caseId).OrderBy(pause => pause.AskedAt).ToListAsync(cancellation);
        var forward = await db.CaseForwards.AsNoTracking().Where(sent => sent.CaseId == caseId).OrderByDescending(sent => sent.ForwardedAt).FirstOrDefaultAsync(cancellation);
        return new ClockView(row, row is null ? null : CaseClocks.RuleOf(row), pauses, forward);
    }
}
