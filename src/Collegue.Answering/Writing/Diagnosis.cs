namespace Collegue.Answering.Writing;

/// <summary>What a text is like, and what might be done about it. Nothing of it is kept.</summary>
/// <param name="IsFrench">Measures, findings and proposals are made for French only; otherwise there are none.</param>
/// <param name="Findings">In reading order; those of different kinds may overlap.</param>
/// <param name="Proposals">In reading order; no two change the same characters.</param>
public sealed record Diagnosis(
    string Text,
    bool IsFrench,
    Figures Figures,
    IReadOnlyList<MeasuredSentence> Sentences,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<Proposal> Proposals,
    IReadOnlyList<CutAdvice> Advice);

public enum ProposalKind
{
    /// <summary>A plainer word.</summary>
    Plainer,

    /// <summary>A long sentence cut in two, or its list set out.</summary>
    Split,

    /// <summary>A formula left out or shortened.</summary>
    Shorter,

    /// <summary>A greeting, a closing formula, a softer form.</summary>
    Courtesy,
}

/// <summary>Characters of the text that others would take the place of; none when <paramref name="Length"/> is 0.</summary>
public sealed record Edit(int Start, int Length, string Replacement)
{
    public int End => Start + Length;
}

/// <summary>A change that an agent may accept; it keeps every number, date, contact, negation and condition.</summary>
/// <param name="Id">The same for the same text and lists.</param>
/// <param name="Edits">In reading order.</param>
/// <param name="Before">The words concerned, as they are.</param>
/// <param name="After">As they would be.</param>
/// <param name="Explanation">Of the glossary; empty for others.</param>
public sealed record Proposal(string Id, ProposalKind Kind, IReadOnlyList<Edit> Edits, string Before, string After, string Explanation = "");

/// <summary>A place where a long sentence could be cut, by a human.</summary>
/// <param name="Sentence">Index in <see cref="Diagnosis.Sentences"/>.</param>
/// <param name="Place">Offset of the word before which to cut.</param>
public sealed record CutAdvice(int Sentence, CutReason Reason, int Place, string Word);

public enum CutReason
{
    /// <summary>« qui », « que », « dont »…: say it in a sentence of its own.</summary>
    Relative,

    /// <summary>« et », « mais », « car », « donc ».</summary>
    Coordination,

    /// <summary>« afin de », « pour », « lorsque »…</summary>
    Purpose,

    /// <summary>A comma after a leading subordinate clause.</summary>
    Leading,

    /// <summary>A semicolon or a colon.</summary>
    Punctuation,

    /// <summary>What stands between brackets.</summary>
    Brackets,
}
