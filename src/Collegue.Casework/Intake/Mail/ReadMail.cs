namespace Collegue.Casework.Intake.Mail;

/// <summary>What a mail says, in a form that can be stored.</summary>
internal sealed record ReadMail
{
    /// <summary>As it was written; null when it names nobody.</summary>
    public required string? Sender { get; init; }

    public required string? SenderName { get; init; }

    /// <summary>Where the citizen wants the answer.</summary>
    public required string? AnswerTo { get; init; }

    public required string? Subject { get; init; }
    public required string? MessageId { get; init; }

    /// <summary>Message-IDs it answers directly.</summary>
    public required IReadOnlyList<string> Answers { get; init; }

    /// <summary>Every Message-ID it refers to, newest first.</summary>
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>Of sender, date, subject, text and files: the same for the same mail in two mailboxes.</summary>
    public required string ContentKey { get; init; }

    /// <summary>The whole text.</summary>
    public required string Whole { get; init; }

    /// <summary>What the citizen wrote this time.</summary>
    public required string Text { get; init; }

    public required IReadOnlyList<SubmittedFile> Files { get; init; }
    public required IReadOnlyList<RefusedFile> Refused { get; init; }

    /// <summary>Why it makes no case of its own, as a code; null when a person may have written it.</summary>
    public required string? Nature { get; init; }

    public required bool WantsNoAnswer { get; init; }
    public required IReadOnlyList<DeliveryReport> Reports { get; init; }

    public bool IsEmpty => Text.Length == 0 && Files.Count == 0;
}

/// <summary>A file of a mail that is not kept, and why, as a code.</summary>
internal sealed record RefusedFile(string Name, string Reason);
