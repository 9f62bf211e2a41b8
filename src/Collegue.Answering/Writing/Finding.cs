using Collegue.Answering.Writing.Lists;

namespace Collegue.Answering.Writing;

public enum FindingKind
{
    /// <summary>A word or expression of the glossary.</summary>
    Jargon,

    /// <summary>« est délivré » : who does it is not said.</summary>
    Passive,

    /// <summary>« le renouvellement de » : a verb turned into a noun.</summary>
    Nominalisation,

    /// <summary>« ne … pas ».</summary>
    Negation,

    /// <summary>« que », « qui », « dont », « lorsque ».</summary>
    Subordinate,

    /// <summary>A long word that few national sheets use.</summary>
    Rare,
}

/// <summary>Something in a text that may make it harder to read: exactly the characters from <paramref name="Start"/>.</summary>
/// <param name="Entry">Of the glossary, for jargon.</param>
public sealed record Finding(FindingKind Kind, int Start, int Length, string Text, GlossaryEntry? Entry = null)
{
    public int End => Start + Length;
}
