namespace Collegue.Knowledge.Indexing;

/// <summary>What an administrator may be told about the model other than ours; facts, no text.</summary>
/// <param name="Wanted">The model at work or complete; null when only ours is wanted, or when it could not be opened yet.</param>
/// <param name="Serving">The other model whose vectors search uses; null for ours.</param>
/// <param name="Complete">The vectors of the model wanted are all there.</param>
/// <param name="Failure">Why the last attempt failed; null after a good one.</param>
/// <param name="QuestionFailure">Why questions are compared by our model for the moment, though the other's vectors are there.</param>
public sealed record EmbeddingReport(
    string? Wanted, string? Serving, int Passages, int Ready, bool Complete, string? Failure, string? QuestionFailure);

/// <summary>The state of this process; read by the administration page.</summary>
public sealed class EmbeddingState
{
    private readonly Lock _gate = new();
    private EmbeddingReport _current = new(null, null, 0, 0, false, null, null);

    public EmbeddingReport Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    internal void Moved(EmbeddingProgress progress) => Change(report => report with
    {
        Wanted = progress.Model,
        Passages = progress.Passages,
        Ready = progress.Ready,
        Complete = false,
    });

    internal void Ended(EmbeddingOutcome outcome) => Change(report => outcome switch
    {
        EmbeddingOutcome.Complete done => report with { Wanted = done.Model, Passages = done.Passages, Ready = done.Passages, Complete = true, Failure = null },
        EmbeddingOutcome.Failed failed => report with { Complete = false, Failure = failed.Reason },
        _ => report,
    });

    internal void Serves(string? label) => Change(report => report with { Serving = label });

    internal void QuestionAnswered(string? failure)
    {
        if (Current.QuestionFailure != failure)
        {
            Change(report => report with { QuestionFailure = failure });
        }
    }

    private void Change(Func<EmbeddingReport, EmbeddingReport> change)
    {
        lock (_gate)
        {
            _current = change(_current);
        }
    }
}
