using Microsoft.Extensions.AI;

namespace Collegue.Knowledge.Embedding.Models;

/// <summary>Stands before every model that runs on a machine of others; what it does to texts is part of what makes their vectors.</summary>
public interface IOutsideModelGuard
{
    /// <summary>Changes when the same text would reach the model otherwise; part of the name of the vectors.</summary>
    string Identity { get; }

    /// <summary>What is asked instead of <paramref name="outside"/>. A text it cannot make safe is refused with an <see cref="EmbeddingException"/>.</summary>
    IEmbeddingGenerator<string, Embedding<float>> Guard(IEmbeddingGenerator<string, Embedding<float>> outside);
}
