namespace Collegue.Pages.Desk.Collections;

/// <summary>Names <c>CollectionTexts.resx</c>: what agents read about collections, their documents and questions without answer.</summary>
public sealed class CollectionTexts;
