namespace Collegue.Pages.Desk.Reviewing;

/// <summary>Names <c>ReviewTexts.resx</c>: notes, signatures, merges and the other things agents do around a reply.</summary>
public sealed class ReviewTexts;
