namespace Collegue.Pages.Citizen;

/// <summary>Names <c>CitizenTexts.resx</c>: the screens of citizens.</summary>
public sealed class CitizenTexts;
