namespace Collegue.Knowledge.Searching;

/// <summary>How documents are found.</summary>
public enum SearchMode
{
    /// <summary>By words and by meaning, each counting as much as it can be trusted for this question.</summary>
    Hybrid,

    /// <summary>By words only.</summary>
    Lexical,

    /// <summary>By meaning only.</summary>
    Semantic,
}
