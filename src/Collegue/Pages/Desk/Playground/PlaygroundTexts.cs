namespace Collegue.Pages.Desk.Playground;

/// <summary>Marks the texts of the playground of models.</summary>
public sealed class PlaygroundTexts;
