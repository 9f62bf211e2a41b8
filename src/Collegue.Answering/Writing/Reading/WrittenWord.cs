namespace Collegue.Answering.Writing.Reading;

/// <summary>A word of a text: a run of letters with its inner hyphens, an elided word without its apostrophe, or a number.</summary>
/// <param name="Form">Lower case, accents kept.</param>
/// <param name="Elided">Ends with an apostrophe: <c>l'</c>, <c>qu'</c>.</param>
internal readonly record struct WrittenWord(int Start, int Length, string Form, bool Elided)
{
    public int End => Start + Length;

    public bool IsNumber => char.IsDigit(Form[0]);
}

/// <summary>A sentence, a line of a list or a title.</summary>
/// <param name="FirstWord">Index of its first word.</param>
/// <param name="Words">How many it has, at least one.</param>
internal readonly record struct WrittenSentence(int Start, int Length, int FirstWord, int Words)
{
    public int End => Start + Length;

    public int LastWord => FirstWord + Words - 1;
}
