using Microsoft.Extensions.AI;

namespace Collegue.Knowledge.Embedding.Models;

/// <summary>Asks again, a bounded number of times, what failed for a reason that passes; later each time, and never sooner than the server said.</summary>
internal sealed class RetryingEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner, TimeProvider clock)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    public const int Tries = 5;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    /// <summary>A server that asks for more is in trouble: the failure is given, and the whole work is taken up again later.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        var delay = First;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await base.GenerateAsync(texts, options, cancellationToken);
            }
            catch (EmbeddingException failure) when (failure.Passing && attempt < Tries && !(failure.After > LongestWait))
            {
                await Task.Delay(failure.After > delay ? failure.After.Value : delay, clock, cancellationToken);
                delay *= 2;
            }
        }
    }
}
