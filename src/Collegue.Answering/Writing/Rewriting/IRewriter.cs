namespace Collegue.Answering.Writing.Rewriting;

/// <summary>A language model that rewrites a text. What it returns is checked by <see cref="CheckedRewriter"/>, never shown as it comes.</summary>
public interface IRewriter
{
    /// <summary>Expected failures are values; only cancellation is thrown.</summary>
    Task<RewriteOutcome> RewriteAsync(RewriteRequest request, CancellationToken cancellation);
}

/// <param name="Language">For a translation: a two-letter code, <c>en</c>, <c>ar</c>…</param>
public sealed record RewriteRequest(string Text, RewriteKind Kind, string? Language = null);

public enum RewriteKind
{
    Plain,
    Shorter,
    Courteous,
    Translation,

    /// <summary>A draft in « facile à lire et à comprendre », which only the people concerned can validate.</summary>
    EasyToRead,
}

public abstract record RewriteOutcome
{
    private RewriteOutcome()
    {
    }

    /// <param name="Engine">Name of the model, as shown to agents.</param>
    public sealed record Rewritten(string Text, string Engine) : RewriteOutcome;

    public sealed record Unavailable(RewriteObstacle Reason) : RewriteOutcome;
}

public enum RewriteObstacle
{
    /// <summary>No model is configured: a normal state.</summary>
    NoModel,

    /// <summary>It did not answer, in time or at all, or answered nothing that can be used.</summary>
    Failed,

    /// <summary>Personal data could not be masked, so nothing was sent.</summary>
    NotMasked,

    /// <summary>The budget is spent.</summary>
    OverBudget,

    /// <summary>Somebody pressed the kill switch.</summary>
    Stopped,
}
