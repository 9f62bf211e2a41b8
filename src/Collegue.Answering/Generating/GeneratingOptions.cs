namespace Collegue.Answering.Generating;

public sealed class GeneratingOptions
{
    public const string Section = "Answering";

    /// <summary>What becomes of a sentence of a model that its sources do not support.</summary>
    public UnsupportedSentences Unsupported { get; set; } = UnsupportedSentences.Quote;
}

public enum UnsupportedSentences
{
    /// <summary>The sentence of the source that it comes from stands for it; when there is none, it is not shown. Both are said.</summary>
    Quote,

    /// <summary>It is not shown; that some were removed is said.</summary>
    Remove,

    /// <summary>It is shown as not supported, its contacts masked.</summary>
    Mark,
}
