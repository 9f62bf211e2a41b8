namespace Collegue.Knowledge.Embedding.Models;

/// <summary>
/// A model that cannot be opened, does not answer, or answers what cannot be used. An exception, because the interface of generators
/// has no other way. The message may be shown to an administrator: no text and no key is in it.
/// </summary>
public sealed class EmbeddingException : Exception
{
    public EmbeddingException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public EmbeddingException()
    {
    }

    public EmbeddingException(string message)
        : base(message)
    {
    }

    /// <summary>True when the same question may be answered later: too many requests, a server in trouble, a line cut.</summary>
    public bool Passing { get; init; }

    /// <summary>How long the server asked to be left alone.</summary>
    public TimeSpan? After { get; init; }
}
