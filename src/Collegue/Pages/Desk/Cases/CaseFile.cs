using Collegue.Casework.Reviewing;
using Collegue.Casework.Triage;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Organisations;

namespace Collegue.Pages.Desk.Cases;

/// <summary>Everything an agent sees of a case.</summary>
internal sealed record CaseFile
{
    public required Case Case { get; init; }
    public required Department? Department { get; init; }
    public required string? AssignedTo { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<ReceivedMessage> Messages { get; init; }

    /// <summary>The newest draft, whatever its state.</summary>
    public required Draft? Draft { get; init; }

    /// <summary>Who saved the agent's version of the draft.</summary>
    public required string? EditedBy { get; init; }

    /// <summary>An older draft that an agent had worked on before the citizen wrote again.</summary>
    public required Draft? Outdated { get; init; }

    public required IReadOnlyDictionary<Guid, CitedDocument> Documents { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<SentReply> Replies { get; init; }

    /// <summary>The reply that waits to leave, and who sends it.</summary>
    public required Departure? Departure { get; init; }
    public required string? LeavingBy { get; init; }

    /// <summary>What an agent wrote alone and stopped before it left.</summary>
    public required string? StoppedText { get; init; }

    public required IReadOnlyList<HistoryLine> History { get; init; }

    public Guid LastMessageId => Messages[^1].Message.Id;

    /// <summary>What the agent can do about the reply now.</summary>
    public ReplyStage Stage =>
        Case.State is CaseState.Answered or CaseState.ToDeliver ? ReplyStage.Answered
        : Departure is not null ? ReplyStage.Leaving
        : Case.HumanRequested ? ReplyStage.ByHand
        : Draft is { State: DraftState.Ready } ? ReplyStage.Draft
        : Draft is { State: DraftState.Stale } ? ReplyStage.Stale
        : Case.State == CaseState.Received ? ReplyStage.Preparing
        : ReplyStage.ByHand;

    /// <summary>Changes when the colleague finishes, or anybody touches the case.</summary>
    public string Fingerprint => $"{Case.State}.{Case.Revision}.{Draft?.Id:N}.{Draft?.State}";
}

internal enum ReplyStage
{
    /// <summary>The colleague has not finished; an agent may still write.</summary>
    Preparing,

    /// <summary>A draft waits for its review.</summary>
    Draft,

    /// <summary>The draft is older than the last message: it cannot be sent.</summary>
    Stale,

    /// <summary>No draft, or none that may be used: an agent writes.</summary>
    ByHand,

    /// <summary>The reply is decided upon and waits to leave: it can only be stopped.</summary>
    Leaving,

    Answered,
}

internal sealed record ReceivedMessage(Message Message, TriageResult? Triage, IReadOnlyList<TriageReason> Reasons);

internal sealed record SentReply(Reply Reply, string? SentBy);

/// <summary>What the fund says now of a cited document; nothing when it was removed since.</summary>
internal sealed record CitedDocument(string? Notice, bool IsNational, DateOnly? ValidUntil);

/// <summary>The case with who else has it open.</summary>
internal sealed record OpenedCase(CaseFile File, IReadOnlyList<OtherVisitor> Others);
