namespace Collegue.Answering.Extracting;

internal enum SentenceKind
{
    Plain,

    /// <summary>Ends with a colon: announces what follows.</summary>
    Introduction,

    /// <summary>An item of a list, without its dash.</summary>
    Item,

    /// <summary>A whole passage of "column : value" lines.</summary>
    Row,
}

/// <summary>An exact span of a passage text that can be quoted alone.</summary>
/// <param name="Introduction">Index of the sentence that announces this list item; -1 when there is none.</param>
internal readonly record struct SentenceSpan(int Start, int Length, SentenceKind Kind, int Introduction, int Paragraph)
{
    public int End => Start + Length;

    public string In(string text) => text.Substring(Start, Length);
}
