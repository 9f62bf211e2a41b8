namespace Collegue.Answering.Writing.Rewriting;

/// <summary>Asks for a rewriting and lists the facts that it lost or brought in.</summary>
public sealed class CheckedRewriter(IRewriter rewriter)
{
    /// <summary>Stands in the text itself, so that no copy of a draft loses it.</summary>
    public const string EasyToReadMention = "Projet à faire valider par les personnes concernées.";

    public async Task<CheckedRewriting> RewriteAsync(RewriteRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await rewriter.RewriteAsync(request, cancellation) switch
        {
            RewriteOutcome.Rewritten { Text: var text } when string.IsNullOrWhiteSpace(text) => new CheckedRewriting.Unavailable(RewriteObstacle.Failed),
            RewriteOutcome.Rewritten done => Checked(request, done),
            RewriteOutcome.Unavailable unavailable => new CheckedRewriting.Unavailable(unavailable.Reason),
            _ => throw new InvalidOperationException(),
        };
    }

    private static CheckedRewriting.Rewritten Checked(RewriteRequest request, RewriteOutcome.Rewritten done)
    {
        var text = done.Text.ReplaceLineEndings("\n").Trim();
        var facts = request.Kind == RewriteKind.Translation ? FactComparison.OfTranslation(request.Text, text) : FactComparison.Of(request.Text, text);
        return new CheckedRewriting.Rewritten(request.Kind == RewriteKind.EasyToRead ? WithMention(text) : text, done.Engine, facts);
    }

    /// <summary>The text with the mention at its head, once.</summary>
    public static string WithMention(string text) =>
        text.StartsWith(EasyToReadMention, StringComparison.Ordinal) ? text : $"{EasyToReadMention}\n\n{text}";
}

public abstract record CheckedRewriting
{
    private CheckedRewriting()
    {
    }

    public sealed record Rewritten(string Text, string Engine, FactComparison Facts) : CheckedRewriting;

    public sealed record Unavailable(RewriteObstacle Reason) : CheckedRewriting;
}
