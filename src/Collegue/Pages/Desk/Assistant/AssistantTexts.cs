namespace Collegue.Pages.Desk.Assistant;

/// <summary>Names <c>AssistantTexts.resx</c>: what agents read when they ask the assistant.</summary>
public sealed class AssistantTexts;
