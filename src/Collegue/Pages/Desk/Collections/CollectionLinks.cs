using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace Collegue.Pages.Desk.Collections;

/// <summary>
/// Addresses of collections and documents. Written by hand: generated addresses are all in small letters, keys are not. A
/// collection of a parent carries the parent's name, so that equal slugs do not collide.
/// </summary>
internal static class CollectionLinks
{
    public const int PassagesPerPage = 100;

    /// <param name="of">Slug of the organisation it belongs to; null for one's own.</param>
    public static string Collection(this IUrlHelper url, string slug, string? of) =>
        url.Content($"~/desk/collections/{Uri.EscapeDataString(slug)}{Of(of)}");

    public static string CollectionSettings(this IUrlHelper url, string slug) => url.Content($"~/desk/collections/{Uri.EscapeDataString(slug)}/settings");

    public static string CollectionFiles(this IUrlHelper url, string slug) => url.Content($"~/desk/collections/{Uri.EscapeDataString(slug)}/files");

    public static string KnowledgeDocument(this IUrlHelper url, string slug, string? of, string key) =>
        url.Content($"~/desk/collections/{Uri.EscapeDataString(slug)}/document/{Escaped(key)}{Of(of)}");

    /// <summary>The page of the document that holds the passage, at the passage.</summary>
    public static string KnowledgePassage(this IUrlHelper url, string slug, string? of, string key, int position)
    {
        var page = (position / PassagesPerPage) + 1;
        var query = page == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{(of is null ? '?' : '&')}p={page}");
        return $"{url.KnowledgeDocument(slug, of, key)}{query}#{Anchor(position)}";
    }

    public static string Anchor(int position) => string.Create(CultureInfo.InvariantCulture, $"p{position}");

    private static string Of(string? of) => of is null ? "" : $"?of={Uri.EscapeDataString(of)}";

    private static string Escaped(string key) => string.Join('/', key.Split('/').Select(Uri.EscapeDataString));
}
