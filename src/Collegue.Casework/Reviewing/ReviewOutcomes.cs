using Collegue.Storage.Drafts;

namespace Collegue.Casework.Reviewing;

/// <summary>What became of an agent's action on a case. Only <see cref="Done"/> and <see cref="ToSign"/> did what was asked.</summary>
public abstract record DeskOutcome
{
    private DeskOutcome()
    {
    }

    /// <summary>Whether the act changed something, which is kept with it.</summary>
    internal bool IsKept => this is Done or ToSign or Held;

    public sealed record Done : DeskOutcome;

    /// <summary>The reply waits for a second signature; nothing was sent.</summary>
    public sealed record ToSign : DeskOutcome;

    /// <summary>No such case, draft or department in this organisation.</summary>
    public sealed record NotFound : DeskOutcome;

    /// <summary>Somebody changed the case since the form was opened; nothing was overwritten.</summary>
    public sealed record Conflict : DeskOutcome;

    /// <summary>The citizen wrote again after the draft was made: it cannot be sent unseen.</summary>
    public sealed record Stale : DeskOutcome;

    /// <summary>The text held an error planted for training: it did not leave, and the right text comes back.</summary>
    public sealed record Held(string Text) : DeskOutcome;

    /// <summary>The form is incomplete; the code says what: <c>text-empty</c>, <c>reason-missing</c>, <c>text-long</c>.</summary>
    public sealed record Invalid(string Code) : DeskOutcome;
}

/// <summary>Who acts, from the sign-in, and which service they sign for.</summary>
public sealed record ActingAgent(Guid AgentId, string DisplayName);

/// <summary>A reply as it would leave: with its kept sources and signature, and the letter when the citizen left an e-mail address.</summary>
public sealed record ReplyPreview(Reply Reply, string? Recipient, string? Title, string? Body);

/// <summary>Why a draft is refused; the closed list of the screen.</summary>
public static class RejectReasons
{
    public static IReadOnlyList<string> All { get; } =
        ["wrong", "off-topic", "incomplete", "out-of-date", "unclear", "tone", "needs-human", "other"];
}
