namespace Collegue.Knowledge.Indexing;

/// <summary>Names inside the two indexes of a generation: one entry a document, and one a passage.</summary>
internal static class IndexFields
{
    /// <summary>Joins a passage to its document: the document's number in this generation.</summary>
    public const string Ordinal = "ordinal";

    public const string Id = "id";
    public const string Collection = "collection";
    public const string Key = "key";
    public const string Title = "title";

    /// <summary>The distinct words of the title as the index keeps them, to see how much of it a question says.</summary>
    public const string TitleWords = "title_words";

    public const string Description = "description";
    public const string Headings = "headings";
    public const string Body = "body";

    /// <summary>Where to go, online services, legal references and definitions: found, but weighing little.</summary>
    public const string Annexes = "annexes";

    /// <summary>What the document says, in 64 bits: see <see cref="Searching.TextSignature"/>.</summary>
    public const string Signature = "signature";

    public const string Url = "url";
    public const string Updated = "updated";
    public const string ValidFrom = "valid_from";
    public const string ValidUntil = "valid_until";
    public const string Audience = "audience";
    public const string Theme = "theme";

    public const string Context = "context";
    public const string Text = "text";
    public const string Heading = "heading";
    public const string Situation = "situation";
    public const string Kind = "kind";
    public const string Position = "position";
}
