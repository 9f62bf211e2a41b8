namespace Collegue.Pages.Admin.Models;

/// <summary>Marks the texts of the pages about language models.</summary>
public sealed class ModelTexts;
