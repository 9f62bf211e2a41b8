namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>Whom sheets are for: the first part of a document's key, and of its public address.</summary>
internal static class SheetAudience
{
    public const string Individuals = "particuliers";
    public const string Businesses = "professionnels";
    public const string Associations = "associations";

    private static readonly char[] Separators = ['/', '\\', '-', '_', '.', ' ', '(', ')', '?', '&', '='];

    /// <summary>The audience named closest to the end of a path, a file name or an address; null when none is.</summary>
    public static string? InPath(string? path)
    {
        var words = (path ?? "").ToLowerInvariant().Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        return words.Reverse().Select(Named).FirstOrDefault(audience => audience is not null);
    }

    /// <summary>The audience of the home page above the sheet, else the first one it declares.</summary>
    public static string? Of(SheetNode publication)
    {
        var home = publication.Child("FilDAriane")?.Child("Niveau")?.Attribute("ID");
        return InPath(home) ?? publication.All("Audience").Select(node => InPath(InlineText.Of(node))).FirstOrDefault(found => found is not null);
    }

    public static string PublicFolder(string audience) => audience == Businesses ? "professionnels-entreprises" : audience;

    private static string? Named(string word) => word switch
    {
        "part" or "particulier" or "particuliers" => Individuals,
        "pro" or "pros" or "professionnel" or "professionnels" => Businesses,
        "asso" or "assos" or "association" or "associations" => Associations,
        _ => null,
    };
}
