using System.Globalization;
using System.Text.RegularExpressions;
using Collegue.Storage.Knowledge;

namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>Makes one document of one sheet.</summary>
internal static partial class SheetReader
{
    /// <param name="file">Where the sheet was found, named when it cannot be used.</param>
    /// <param name="audience">Known from where it was found; null to take what the sheet says.</param>
    public static SourceItem Read(SheetNode publication, string file, string? audience)
    {
        var id = publication.Attribute("ID") ?? Path.GetFileNameWithoutExtension(file);
        if (!SheetId().IsMatch(id))
            return new SourceItem.Skipped(file, "l'identifiant de la fiche est absent ou n'est pas de la forme F suivi de chiffres");
        audience ??= SheetAudience.Of(publication);
        if (audience is null)
            return new SourceItem.Skipped(file, "ni le fichier ni la fiche ne disent à quel public elle s'adresse");
        // A few titles begin with the marks of bold letters: "**Carte d'identité".
        var title = InlineText.Of(publication.Child("dc:title")).TrimStart('*', ' ');
        if (title.Length == 0)
            return new SourceItem.Skipped(file, "la fiche n'a pas de titre");

        // Plain descriptions mark superscripts with a caret: "1^ère".
        var description = NullIfEmpty(InlineText.Of(publication.Child("dc:description")).Replace("^", "", StringComparison.Ordinal));
        return new SourceItem.Read(new SourceDocument(
            $"{audience}/{id}", title, Address(publication, audience, id), FoldersAbove(publication, id),
            NullIfEmpty(InlineText.Of(publication.Child("Theme")?.Child(SheetNames.Title))), audience, description,
            Modified(publication), null, null, Passages(publication, description ?? title)));
    }

    /// <summary>DossierPere, VoirAussi and QuestionReponse are titles of other sheets: never read here.</summary>
    private static IReadOnlyList<SourcePassage> Passages(SheetNode publication, string summary)
    {
        var body = new SheetBody();
        var hasText = publication.Children.Any(node => node.Name is SheetNames.Introduction or SheetNames.Text or SheetNames.Situations);
        if (!hasText)
            body.AddBody(summary);
        foreach (var node in publication.All(SheetNames.Introduction))
            body.Read(node);
        foreach (var warning in publication.All("Avertissement"))
            body.ReadUnder(InlineText.Of(warning.Child(SheetNames.Title)), warning);
        foreach (var node in publication.Children)
        {
            if (node.Name is SheetNames.Text or SheetNames.Situations)
                body.Read(node);
            else if (node.Name is "Problematiques" or "Questionnaire")
                AddGuidedSearch(body, node);
            else if (node.Name is SheetNames.CommentedLink)
                body.AddListed(node);
        }
        if (body.Passages.All(passage => passage.Kind != PassageKind.Body))
            body.AddBody(summary);
        foreach (var kind in (string[])[SheetNames.WhereToGo, SheetNames.OnlineService, SheetNames.Definition, SheetNames.Abbreviation, SheetNames.Reference])
        {
            foreach (var node in publication.All(kind))
                body.AddListed(node);
        }
        return body.Passages;
    }

    private static void AddGuidedSearch(SheetBody body, SheetNode node)
    {
        foreach (var (title, text) in GuidedSearch.Read(node))
            body.AddBodyUnder(title, text);
    }

    /// <summary>The publication gives the address of most sheets; the others have the usual one.</summary>
    private static string Address(SheetNode publication, string audience, string id) =>
        publication.Attribute("spUrl") is { } given
        && Uri.TryCreate(given, UriKind.Absolute, out var address)
        && address.Scheme == Uri.UriSchemeHttps
        && PublicHost().IsMatch(address.Host)
            ? given
            : $"https://www.service-public.fr/{SheetAudience.PublicFolder(audience)}/vosdroits/{id}";

    private static List<string> FoldersAbove(SheetNode publication, string id)
    {
        var levels = publication.Child("FilDAriane")?.All("Niveau") ?? [];
        var folders = levels.Skip(1).Where(level => level.Attribute("ID") != id).Select(InlineText.Of).ToList();
        folders.Add(InlineText.Of(publication.Child("SousDossierPere")));
        folders.RemoveAll(folder => folder.Length == 0);
        return folders;
    }

    private static DateOnly? Modified(SheetNode publication) =>
        IsoDate().Match(InlineText.Of(publication.Child("dc:date"))) is { Success: true } found
        && DateOnly.TryParseExact(found.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    [GeneratedRegex("^F[0-9]{1,9}$", RegexOptions.CultureInvariant)]
    private static partial Regex SheetId();

    [GeneratedRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex IsoDate();

    [GeneratedRegex(@"(^|\.)service-public(\.gouv)?\.fr$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PublicHost();
}
