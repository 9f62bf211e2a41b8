namespace Collegue.Pages.Shared;

/// <summary>Names <c>SharedTexts.resx</c>: what every screen shares.</summary>
public sealed class SharedTexts;
