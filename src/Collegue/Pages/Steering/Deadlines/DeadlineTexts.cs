namespace Collegue.Pages.Steering.Deadlines;

/// <summary>Marks the texts of the table of delays, of the managers' view and of the clock on other screens.</summary>
public sealed class DeadlineTexts;
