namespace Collegue.Casework;

/// <summary>Names of durable work, as stored.</summary>
public static class JobKinds
{
    /// <summary>Triage one message and, when allowed, draft a reply; the subject is the message.</summary>
    public const string PrepareCase = "prepare-case";

    /// <summary>Deliver one outbox message; the subject is the outbox message.</summary>
    public const string Deliver = "deliver";

    /// <summary>Send a reply whose hour has come; the subject is the departure.</summary>
    public const string Depart = "depart";

    /// <summary>Try a version of the rules on the last cases; the subject is the trial.</summary>
    public const string TryRules = "try-rules";

    /// <summary>Read a source of documents; the subject is the source. Takes minutes, and comes back.</summary>
    public const string ReadSource = "read-source";

    /// <summary>Tell the owners of the sources of an answer what an agent says of it; the subject is the feedback.</summary>
    public const string TellFeedback = "tell-feedback";

    /// <summary>Send the correction of an incident to one recipient; the subject is the promise.</summary>
    public const string Correct = "correct";

    /// <summary>Prepare an answer to a testimony of Services Publics+; the subject is the message of the bridge.</summary>
    public const string AnswerTestimony = "answer-testimony";
}

/// <summary>Does one kind of job. May be called again after a crash: its result must be unique.</summary>
public interface IJobHandler
{
    string Kind { get; }

    Task HandleAsync(Guid subjectId, CancellationToken cancellation);
}

/// <summary>Thrown by a handler whose work cannot be done before <paramref name="until"/>: the job comes back then, and is never given up for it.</summary>
public sealed class LaterException(DateTimeOffset until, string reason) : Exception(reason)
{
    public DateTimeOffset Until => until;
}
