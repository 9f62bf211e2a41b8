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
    /// <summary>Who handles it before triage says anything; null to let triage decide.</summary>
    public Guid? DepartmentId { get; init; }

    /// <summary>Automatic mail is never acknowledged.</summary>
    public bool Acknowledge { get; init; } = true;
}

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
}
