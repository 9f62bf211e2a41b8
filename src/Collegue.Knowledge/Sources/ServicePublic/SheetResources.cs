using Collegue.Storage.Knowledge;

namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>Places, online services, forms, legal references and definitions, each as lines of text with its address.</summary>
internal static class SheetResources
{
    public static IEnumerable<SheetResource> Of(SheetNode node) => node.Name switch
    {
        SheetNames.WhereToGo => One(PassageKind.WhereToGo, PlaceLines(node), node.Child("RessourceWeb")?.Attribute("URL")),
        SheetNames.OnlineService => Services(node),
        SheetNames.Reference => One(PassageKind.LegalReference, ReferenceLines(node), node.Attribute("URL")),
        SheetNames.Definition or SheetNames.Abbreviation => Definitions(node),
        SheetNames.CommentedLink => One(PassageKind.Body, LinkLines(node), node.Child("LienExterne")?.Attribute("URL")),
        _ => [],
    };

    private static IEnumerable<SheetResource> One(PassageKind kind, IEnumerable<string> lines, string? url)
    {
        var text = string.Join('\n', lines.Where(line => line.Length > 0));
        if (text.Length > 0)
            yield return new SheetResource(kind, text, WebAddress(url));
    }

    private static IEnumerable<string> PlaceLines(SheetNode place) =>
        [InlineText.Of(place.Child(SheetNames.Title)), .. place.All("Complement").Select(InlineText.Of), .. Blocks(place.Child(SheetNames.Text))];

    private static IEnumerable<SheetResource> Services(SheetNode service)
    {
        string[] lines =
        [
            InlineText.Of(service.Child(SheetNames.Title)),
            FormLabel(service),
            InlineText.Of(service.Child(SheetNames.Source)),
            .. Blocks(service.Child(SheetNames.Introduction)),
            .. Blocks(service.Child(SheetNames.Text)),
        ];
        return One(PassageKind.OnlineService, lines, service.Attribute("URL"))
            .Concat(Notices(service))
            .Concat(service.All(SheetNames.OnlineServiceAnnex).SelectMany(Annex));
    }

    private static IEnumerable<SheetResource> Annex(SheetNode annex)
    {
        string[] lines =
            [InlineText.Of(annex.Child(SheetNames.Title)), FormLabel(annex), .. Blocks(annex.Child(SheetNames.Text))];
        return One(PassageKind.OnlineService, lines, annex.Child("LienWeb")?.Attribute("URL")).Concat(Notices(annex));
    }

    private static IEnumerable<SheetResource> Notices(SheetNode form) =>
        form.All(SheetNames.LinkedNotice).SelectMany(notice =>
            One(PassageKind.OnlineService, [InlineText.Of(notice), FormLabel(notice)], notice.Attribute("URL")));

    /// <summary>"Formulaire, cerfa n° 15249*01", or the kind of service alone.</summary>
    private static string FormLabel(SheetNode form)
    {
        var number = form.Attribute("numerocerfa") ?? form.Attribute("autrenumero");
        var kind = InlineText.Tidy(form.Attribute("type") ?? "");
        if (string.IsNullOrWhiteSpace(number))
            return kind;
        var label = (form.Attribute("numerocerfa") is null ? "n° " : "cerfa n° ") + number.Trim();
        return kind.Length == 0 ? label : kind + ", " + label;
    }

    private static IEnumerable<string> ReferenceLines(SheetNode reference) =>
        [InlineText.Of(reference.Child(SheetNames.Title)), .. reference.All("Complement").Select(InlineText.Of)];

    private static IEnumerable<string> LinkLines(SheetNode link) =>
        [InlineText.Of(link.Child("LienExterne")), InlineText.Of(link.Child(SheetNames.Source)), .. Blocks(link.Child("Commentaire"))];

    private static IEnumerable<SheetResource> Definitions(SheetNode node)
    {
        var term = InlineText.Of(node.Child(SheetNames.Title)).TrimEnd(':', ' ');
        var lines = Blocks(node.Child(SheetNames.Text));
        if (lines.Count > 0 && term.Length > 0)
        {
            var first = lines[0].StartsWith("- ", StringComparison.Ordinal) ? term + " :\n" + lines[0] : term + " : " + lines[0];
            lines = [first, .. lines.Skip(1)];
        }
        return One(PassageKind.Definition, lines, null)
            .Concat(node.All(SheetNames.Reference).SelectMany(Of));
    }

    private static IReadOnlyList<string> Blocks(SheetNode? node)
    {
        if (node is null)
            return [];
        var blocks = new SheetBlocks();
        blocks.WriteChildren(node);
        return blocks.Texts;
    }

    /// <summary>Only what a browser may open: the sheets hold addresses of mail and of scripts too.</summary>
    private static string? WebAddress(string? url) =>
        Uri.TryCreate(url?.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? url!.Trim() : null;
}
