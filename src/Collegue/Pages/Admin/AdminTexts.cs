namespace Collegue.Pages.Admin;

/// <summary>Names <c>AdminTexts.resx</c>: what administrators and auditors read.</summary>
public sealed class AdminTexts;
