namespace Collegue.Pages;

/// <summary>Names <c>AboutTexts.resx</c>: pages about the site itself, and what to do when one cannot be shown.</summary>
public sealed class AboutTexts;
