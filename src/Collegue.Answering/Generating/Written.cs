namespace Collegue.Answering.Generating;

/// <summary>What a model wrote, piece by piece.</summary>
internal abstract record Written
{
    private Written()
    {
    }

    /// <param name="Passages">The numbers it cites; empty when it cites nothing.</param>
    internal sealed record Sentence(string Text, IReadOnlyList<int> Passages, string? Quote) : Written;

    /// <summary>It says that the passages do not answer.</summary>
    internal sealed record Unknown : Written;

    /// <summary>Something that was to be a sentence and cannot be read.</summary>
    internal sealed record Garbled : Written;
}
