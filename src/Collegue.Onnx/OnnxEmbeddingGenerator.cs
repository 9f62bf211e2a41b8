using Collegue.Knowledge.Embedding.Models;
using Microsoft.Extensions.AI;
using Microsoft.ML.OnnxRuntime;

namespace Collegue.Onnx;

/// <summary>A transformer run on this machine's processors.</summary>
internal sealed class OnnxEmbeddingGenerator(InferenceSession session, TextTokens tokens, OnnxModelOptions options, string label)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly Output _output = Output.Of(session.OutputMetadata);

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        return texts.Count == 0 ? Task.FromResult(new GeneratedEmbeddings<Embedding<float>>()) : Task.Run(() => Run(texts, cancellationToken), cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("onnx", null, label)
        : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => session.Dispose();

    private GeneratedEmbeddings<Embedding<float>> Run(List<string> texts, CancellationToken cancellation)
    {
        var rows = texts.ConvertAll(text => tokens.Of(text, options.MaxTokens));
        var padded = new PaddedTokens(rows, tokens.Padding);
        using var stop = new RunOptions();
        using var stopping = cancellation.Register(() => stop.Terminate = true);
        try
        {
            using var inputs = padded.For(session.InputMetadata);
            using var outputs = session.Run(stop, inputs.Values, [_output.Name]);
            var result = outputs[0];
            var shape = result.GetTensorTypeAndShape().Shape;
            return [.. Pooled.Of(result.GetTensorDataAsSpan<float>(), shape, padded, options.Pooling).Select(vector => new Embedding<float>(vector))];
        }
        catch (OnnxRuntimeException failure)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new EmbeddingException(
                $"The ONNX model cannot read these texts: {failure.Message.ReplaceLineEndings(" ")} Is Embeddings:Onnx:MaxTokens more than it takes?", failure);
        }
    }

    /// <summary>What to read of the model: sentences already pooled if it gives them, else its tokens.</summary>
    private sealed record Output(string Name)
    {
        public static Output Of(IReadOnlyDictionary<string, NodeMetadata> outputs)
        {
            var usable = outputs.Where(output => output.Value.ElementType == typeof(float) && output.Value.Dimensions.Length is 2 or 3).ToList();
            foreach (var name in (string[])["sentence_embedding", "last_hidden_state", "token_embeddings"])
            {
                if (usable.Exists(output => output.Key == name))
                {
                    return new Output(name);
                }
            }

            return usable.Count > 0 ? new Output(usable[0].Key) : throw new EmbeddingException(
                $"The ONNX model has no output that is a vector of 32-bit numbers for each text or token; it has {string.Join(", ", outputs.Keys)}.");
        }
    }
}
