using Collegue.Knowledge.Embedding.Models;
using Microsoft.ML.OnnxRuntime;

namespace Collegue.Onnx;

/// <summary>Texts side by side, as long as the longest of them.</summary>
internal sealed class PaddedTokens(IReadOnlyList<int[]> rows, int padding)
{
    public int Texts => rows.Count;

    public int Width { get; } = rows.Max(row => row.Length);

    public int LengthOf(int text) => rows[text].Length;

    /// <summary>What the model asks for, by its names.</summary>
    /// <exception cref="EmbeddingException">It asks for something no text model asks for.</exception>
    public Inputs For(IReadOnlyDictionary<string, NodeMetadata> asked)
    {
        var values = new Dictionary<string, OrtValue>(StringComparer.Ordinal);
        foreach (var (name, metadata) in asked)
        {
            Func<int, int, long> cell = name switch
            {
                "input_ids" => (text, at) => at < rows[text].Length ? rows[text][at] : padding,
                "attention_mask" => (text, at) => at < rows[text].Length ? 1 : 0,
                "token_type_ids" => (_, _) => 0,
                "position_ids" => (_, at) => at,
                _ => throw new EmbeddingException($"The ONNX model asks for '{name}', which is none of input_ids, attention_mask, token_type_ids, position_ids."),
            };
            values[name] = metadata.ElementType == typeof(long) ? Tensor(cell, value => value)
                : metadata.ElementType == typeof(int) ? Tensor(cell, value => (int)value)
                : throw new EmbeddingException($"The ONNX model wants '{name}' as {metadata.ElementType.Name}; only whole numbers can be given.");
        }

        return new Inputs(values);
    }

    private OrtValue Tensor<T>(Func<int, int, long> cell, Func<long, T> convert)
        where T : unmanaged
    {
        var cells = new T[Texts * Width];
        for (var text = 0; text < Texts; text++)
        {
            for (var at = 0; at < Width; at++)
            {
                cells[(text * Width) + at] = convert(cell(text, at));
            }
        }

        return OrtValue.CreateTensorValueFromMemory(cells, [Texts, Width]);
    }

    internal sealed class Inputs(Dictionary<string, OrtValue> values) : IDisposable
    {
        public Dictionary<string, OrtValue> Values => values;

        public void Dispose()
        {
            foreach (var value in values.Values)
            {
                value.Dispose();
            }
        }
    }
}
