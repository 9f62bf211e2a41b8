namespace Collegue.Pages.Desk;

/// <summary>Names <c>DeskTexts.resx</c>: what agents read at the desk.</summary>
public sealed class DeskTexts;
