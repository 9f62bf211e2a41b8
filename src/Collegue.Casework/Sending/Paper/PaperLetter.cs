namespace Collegue.Casework.Sending.Paper;

/// <summary>What a letter says, before it has lines and pages.</summary>
/// <param name="Language">Language of the text, as <c>fr-FR</c>, told to those who read the file aloud.</param>
/// <param name="Sender">Name first.</param>
/// <param name="Recipient">Name first: the block seen through the window of the envelope.</param>
/// <param name="Reference">The case number, repeated on every page.</param>
/// <param name="Body">Paragraphs as written, lines kept.</param>
/// <param name="Notes">What stands below in smaller letters: who prepared it, sources, how to follow.</param>
/// <param name="PageWords">How a page is numbered, as <c>page {0} sur {1}</c>.</param>
public sealed record PaperLetter(
    string Title, string Language, IReadOnlyList<string> Sender, IReadOnlyList<string> Recipient, string Date, string Reference, string Subject,
    string Body, IReadOnlyList<string> Notes, string PageWords, DateTimeOffset At);
