using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;

namespace Collegue.Knowledge.Embedding.Models;

/// <summary>How a model is asked.</summary>
/// <param name="Lanes">Batches under way at once.</param>
/// <param name="LongestText">Letters given of a text, prefix left out.</param>
/// <param name="SendsQuestions">False when what people ask must not reach the model.</param>
public sealed record ModelUse(string QuestionPrefix, string PassagePrefix, int BatchSize, int Lanes, int LongestText, bool SendsQuestions);

/// <summary>A model other than ours, open. Its vectors have length one; safe for use by many threads.</summary>
public sealed class EmbeddingModel : IDisposable
{
    private const int LongestName = 150;

    private readonly CheckedEmbeddingGenerator _generator;

    /// <param name="identity">All that makes this model's vectors what they are, prefixes left out; hashed into its name.</param>
    /// <param name="label">What people call it; never a secret.</param>
    public EmbeddingModel(string label, string identity, IEmbeddingGenerator<string, Embedding<float>> generator, ModelUse use, TimeProvider clock)
    {
        Use = use;
        Label = label.Length <= LongestName ? label : label[..LongestName];
        Name = $"{Label} {Hash(identity)[..16]}";
        VectorsName = $"{Name} {Hash($"{use.QuestionPrefix}\n{use.PassagePrefix}\n{use.LongestText}")[..16]}";
        _generator = new CheckedEmbeddingGenerator(generator);
        Passages = new RetryingEmbeddingGenerator(_generator, clock);
    }

    public ModelUse Use { get; }

    public string Label { get; }

    /// <summary>Under which the vectors of texts are kept: those of two names are never compared.</summary>
    public string Name { get; }

    /// <summary>The same for the vectors of an index, which the prefixes change too.</summary>
    public string VectorsName { get; }

    /// <summary>For what may wait: tries again.</summary>
    public IEmbeddingGenerator<string, Embedding<float>> Passages { get; }

    /// <summary>For somebody who waits: one try.</summary>
    public IEmbeddingGenerator<string, Embedding<float>> Questions => _generator;

    /// <summary>What the model is given of a passage.</summary>
    public string Passage(string title, string? heading, string? situation, string text) =>
        Use.PassagePrefix + Cut(string.Join('\n', new[] { title, heading, situation, text }.Where(part => !string.IsNullOrWhiteSpace(part))));

    /// <summary>What the model is given of a question.</summary>
    public string Question(string text) => Use.QuestionPrefix + Cut(text);

    public void Dispose() => Passages.Dispose();

    internal static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private string Cut(string text)
    {
        if (text.Length <= Use.LongestText)
        {
            return text;
        }

        return char.IsHighSurrogate(text[Use.LongestText - 1]) ? text[..(Use.LongestText - 1)] : text[..Use.LongestText];
    }
}

/// <summary>Opens models of one kind.</summary>
public interface IEmbeddingModelMaker
{
    EmbeddingKind Kind { get; }

    /// <summary>Reads files, a second for a large model; no network.</summary>
    /// <exception cref="EmbeddingException">The model cannot be used; the message says why.</exception>
    EmbeddingModel Open(EmbeddingsOptions options);
}
