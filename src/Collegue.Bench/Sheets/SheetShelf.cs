using System.Text.RegularExpressions;
using Collegue.Knowledge.Sources;
using Collegue.Knowledge.Sources.ServicePublic;

namespace Collegue.Bench.Sheets;

/// <summary>Reads all national sheets of a folder or of the package as npm packs it.</summary>
internal static partial class SheetShelf
{
    /// <summary>In the order of keys, so that the same sheets always give the same model.</summary>
    public static async Task<IReadOnlyList<NationalSheet>> ReadAsync(string location, CancellationToken cancellation)
    {
        ISheetFiles files = Directory.Exists(location)
            ? new SheetFolder(location, SheetLimits.Usual)
            : new SheetTarball(location, Path.GetFileName(location), 0, SheetLimits.Usual);
        var sheets = new SortedDictionary<string, NationalSheet>(StringComparer.Ordinal);
        await foreach (var file in files.ReadAsync(cancellation))
        {
            var content = file.Content ?? throw new InvalidDataException($"{file.Name}: {file.Problem}");
            var parse = file.Name.EndsWith(".xml", StringComparison.Ordinal) ? SheetXml.Parse(content) : SheetJson.Parse(content);
            if (parse is SheetParse.Tree { Publication: var publication }
                && SheetReader.Read(publication, file.Name, file.Audience) is SourceItem.Read { Document: var document })
            {
                sheets[document.Key] = Of(publication, document);
            }
        }

        return [.. sheets.Values];
    }

    private static NationalSheet Of(SheetNode publication, SourceDocument document) => new(
        document.Key[(document.Key.IndexOf('/', StringComparison.Ordinal) + 1)..],
        publication.Attribute("type")?.Contains("Question-réponse", StringComparison.Ordinal) == true,
        document,
        [.. document.Path.Append(Title(publication.Child("DossierPere"))).Append(Title(publication.Child("SousThemePere"))).Where(title => title.Length > 0).Distinct()],
        [.. publication.All("QuestionReponse").Select(node => (node.Attribute("ID") ?? "", InlineText.Of(node))).Where(row => SheetNumber().IsMatch(row.Item1))],
        [.. publication.All("VoirAussi").SelectMany(node => node.Children).Select(Title).Where(title => title.Length > 0)]);

    private static string Title(SheetNode? node) => node is null ? "" : InlineText.Of(node.Child(SheetNames.Title) ?? node);

    [GeneratedRegex("^F[0-9]+$")]
    private static partial Regex SheetNumber();
}
