namespace Collegue.Knowledge.Indexing;

/// <summary>What an attempt to complete the vectors of the present index came to.</summary>
public abstract record EmbeddingOutcome
{
    private EmbeddingOutcome()
    {
    }

    /// <summary>Only our model is configured, whose vectors are always there; or there is no passage.</summary>
    public sealed record NothingToDo : EmbeddingOutcome;

    /// <summary>The vectors of the model wanted serve.</summary>
    /// <param name="Asked">Texts the model was asked for; the others were kept from before.</param>
    public sealed record Complete(string Model, int Passages, int Asked) : EmbeddingOutcome;

    /// <summary>Another process of this data directory is at it.</summary>
    public sealed record Elsewhere : EmbeddingOutcome;

    /// <summary>The passages changed meanwhile: to be begun again, with what is kept.</summary>
    public sealed record Replaced : EmbeddingOutcome;

    /// <summary>The model failed; what it gave is kept, the vectors before go on serving.</summary>
    /// <param name="Reason">For an administrator; no text and no key is in it.</param>
    public sealed record Failed(string Reason) : EmbeddingOutcome;
}
