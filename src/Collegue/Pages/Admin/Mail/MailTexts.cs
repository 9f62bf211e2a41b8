namespace Collegue.Pages.Admin.Mail;

/// <summary>Marks the texts of the pages about mailboxes.</summary>
public sealed class MailTexts;
