namespace Collegue.Pages.Account;

/// <summary>Texts of the sign-in pages: <c>AccountTexts.resx</c> (French) and <c>AccountTexts.en.resx</c>.</summary>
public sealed class AccountTexts;
