using Collegue.Casework.Triage;
using Collegue.Storage.Cases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collegue.Casework.Deadlines;

internal static class DeadlinesRegistration
{
    public static void AddDeadlines(this IServiceCollection services)
    {
        services.TryAddScoped<RuleBook>();
        services.TryAddScoped<ClockChoices>();
        services.TryAddScoped<ClockLetters>();
        services.TryAddScoped<CaseClocks>();
        services.TryAddScoped<ClockDesk>();
        services.TryAddScoped<ClockReader>();
        services.TryAddScoped<ClockFigures>();
    }

    /// <summary>
    /// A message that wants a click or gives orders is no request to acknowledge, and somebody in distress is not written to by a
    /// machine about delays: an agent decides.
    /// </summary>
    public static bool NeedsLookBeforeReceipt(this TriageOutcome outcome) =>
        outcome.Urgency == Urgency.Critical || outcome.Reasons.Any(reason => reason.Rule == "suspect");
}
