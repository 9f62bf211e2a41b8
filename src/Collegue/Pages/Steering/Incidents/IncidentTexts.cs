namespace Collegue.Pages.Steering.Incidents;

/// <summary>Marks the texts of the pages about incidents, and of the proposals about a case.</summary>
public sealed class IncidentTexts;
