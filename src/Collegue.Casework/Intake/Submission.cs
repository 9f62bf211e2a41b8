using Collegue.Storage.Cases;

namespace Collegue.Casework.Intake;

/// <summary>What a citizen sends to open a case.</summary>
/// <param name="SubmissionId">Random, made with the form: the same one sent again returns the same case.</param>
/// <param name="Language">Language of the screens the citizen used: <c>fr</c> or <c>en</c>.</param>
public sealed record Submission(
    Guid SubmissionId,
    Channel Channel,
    string Body,
    string? Name,
    string? Email,
    string? Phone,
    string Language,
    IReadOnlyList<SubmittedFile> Files)
{
    /// <summary>How the citizen wants the reply; null when they did not say.</summary>
    public ReplyChannel? ReplyBy { get; init; }

    public string? PostalAddress { get; init; }

    /// <summary>The day a letter reached the town hall, when it is not today: the clock starts there.</summary>
    public DateOnly? ReceivedOn { get; init; }

    public SubmittedProxy? Proxy { get; init; }

    /// <summary>Who handles it before triage says anything; null leaves it to triage.</summary>
    public Guid? DepartmentId { get; init; }

    /// <summary>The agent who typed it in; null when the citizen did.</summary>
    public Guid? AgentId { get; init; }

    /// <summary>Automatic mail is never acknowledged.</summary>
    public bool Acknowledge { get; init; } = true;
}

/// <summary>Somebody who asks for the citizen.</summary>
public sealed record SubmittedProxy(string Name, ProxyQuality Quality, ProxyConsent Consent, string? Structure);

/// <summary>A file as uploaded; nothing the browser said of it is trusted but its name.</summary>
public sealed record SubmittedFile(string FileName, byte[] Bytes);

/// <summary>What became of a submission.</summary>
public abstract record IntakeOutcome
{
    private IntakeOutcome()
    {
    }

    /// <summary>The case is on disk. <paramref name="Again"/> when this very submission had been accepted before.</summary>
    public sealed record Accepted(Guid CaseId, string Number, string TrackingToken, bool Again) : IntakeOutcome;

    public sealed record Invalid(IReadOnlyList<IntakeProblem> Problems) : IntakeOutcome;
}

/// <summary>What to mend, as a code the screen words: the field and what is wrong with it.</summary>
/// <param name="Detail">A limit or a file name to put in the sentence.</param>
public sealed record IntakeProblem(IntakeField Field, string Code, string? Detail = null);

public enum IntakeField
{
    Body,
    Email,
    Phone,
    Name,
    Files,
    PostalAddress,
    ReceivedOn,
    ProxyName,
    ProxyStructure,
    ProxyQuality,
    ProxyConsent,
    ReplyBy,
    Language,

    /// <summary>What a citizen asks about the handling of the case.</summary>
    Request,
}
