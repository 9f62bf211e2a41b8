using Collegue.Knowledge.Embedding;
using Collegue.Knowledge.Embedding.Models;
using Collegue.Knowledge.Indexing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Collegue.Knowledge.Searching;

/// <summary>A question as a vector, of our model unless <paramref name="Another"/> says which vectors it is to be compared with.</summary>
internal sealed record Meaning(float[] Vector, MeaningVectors? Another);

/// <summary>
/// Embeds questions by the model whose vectors are complete. It never makes a search fail, nor wait longer than set: then, and for a
/// while after, our model does it.
/// </summary>
internal sealed class QuestionMeaning(
    TextEmbedder ours, CompleteVectors complete, IOptions<EmbeddingsOptions> options, EmbeddingState state, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly TimeSpan _patience = TimeSpan.FromMilliseconds(options.Value.QuestionMilliseconds);
    private long _failedAt = long.MinValue;

    /// <summary>Null when the text holds no word.</summary>
    public async ValueTask<Meaning?> OfAsync(ISearchView view, string text, CancellationToken cancellation)
    {
        var vector = new float[ours.Dimensions];
        if (!ours.Embed(text, vector))
        {
            return null;
        }

        return view.Another(complete) is { Model.Use.SendsQuestions: true } another && !RecentlyFailed()
            && await AskAsync(another, text, cancellation) is { } asked
            ? new Meaning(asked, another)
            : new Meaning(vector, null);
    }

    private async Task<float[]?> AskAsync(MeaningVectors another, string text, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(_patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            // A model that does not heed the token is left behind.
            var answer = await Task.Run(() => another.Model.Questions.GenerateAsync([another.Model.Question(text)], null, either.Token), either.Token)
                .WaitAsync(either.Token);
            if (answer[0].Vector.Length != another.Vectors.Dimensions)
            {
                return Failed("The embedding model gives vectors of another length than those of the passages.");
            }

            state.QuestionAnswered(null);
            return answer[0].Vector.ToArray();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed("The embedding model did not answer a question in time.");
        }
        catch (EmbeddingException failure)
        {
            return Failed(failure.Message);
        }
    }

    private bool RecentlyFailed() => Volatile.Read(ref _failedAt) is var at and not long.MinValue && clock.GetElapsedTime(at) < Pause;

    private float[]? Failed(string reason)
    {
        Volatile.Write(ref _failedAt, clock.GetTimestamp());
        state.QuestionAnswered(reason);
        return null;
    }
}
