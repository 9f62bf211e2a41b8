namespace Collegue.Pages.Desk.Mail;

/// <summary>Marks the texts about the mails and letters of a case.</summary>
public sealed class CaseMailTexts;
