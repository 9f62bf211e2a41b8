namespace Collegue.Pages.Steering;

/// <summary>Texts that the screens of managers share.</summary>
public sealed class SteeringTexts;
