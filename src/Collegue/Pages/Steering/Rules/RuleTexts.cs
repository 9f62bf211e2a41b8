namespace Collegue.Pages.Steering.Rules;

/// <summary>Names <c>RuleTexts.resx</c>: what the screens of triage rules say.</summary>
public sealed class RuleTexts;
