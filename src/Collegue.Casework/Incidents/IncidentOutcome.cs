using Collegue.Storage.Incidents;

namespace Collegue.Casework.Incidents;

/// <summary>What became of an action on an incident. Only <see cref="Done"/> changed something.</summary>
public abstract record IncidentOutcome
{
    private IncidentOutcome()
    {
    }

    public sealed record Done(Guid Id) : IncidentOutcome;

    public sealed record NotFound : IncidentOutcome;

    /// <summary>Somebody changed the incident since the form was opened; nothing was overwritten.</summary>
    public sealed record Conflict : IncidentOutcome;

    /// <summary>The form is incomplete; the code names the field and what is wrong, as <c>right-missing</c>.</summary>
    public sealed record Invalid(string Code) : IncidentOutcome;

    /// <summary>More replies carry the error than were listed: they are listed now and nothing was sent.</summary>
    public sealed record MoreFound(int Count) : IncidentOutcome;
}

/// <summary>What an agent says is wrong.</summary>
/// <param name="ReplyId">The reply it was seen on, or null with a passage or a document.</param>
public sealed record IncidentReport(
    Guid? ReplyId, Guid? PassageId, Guid? DocumentId, string WrongText, IncidentSeverity Severity, string Description, Reach Reach, bool SaidByCitizen);

/// <summary>What listeners are told of a serious incident.</summary>
/// <param name="Tasks">Kinds of task of the cases that received the error; of the case it was seen on when none did.</param>
public sealed record SeriousIncident(Guid IncidentId, IReadOnlyList<string> Tasks);

/// <summary>
/// Is told of every incident that is, or becomes, serious, in the transaction that says so: what it writes stands or falls with it.
/// Register as many as needed.
/// </summary>
public interface IIncidentListener
{
    Task SeriousAsync(SeriousIncident incident, CancellationToken cancellation);
}
