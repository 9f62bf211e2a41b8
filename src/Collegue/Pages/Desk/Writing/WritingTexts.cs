namespace Collegue.Pages.Desk.Writing;

/// <summary>Names <c>WritingTexts.resx</c>: what agents read about the writing help.</summary>
public sealed class WritingTexts;
