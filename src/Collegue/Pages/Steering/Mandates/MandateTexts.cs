namespace Collegue.Pages.Steering.Mandates;

/// <summary>Names <c>MandateTexts.resx</c>: mandates and vigilance, for managers and on the desk.</summary>
public sealed class MandateTexts;
