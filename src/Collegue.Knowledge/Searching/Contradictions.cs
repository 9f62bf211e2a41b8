using System.Globalization;
using System.Numerics.Tensors;
using System.Text.RegularExpressions;
using Collegue.Knowledge.Embedding;

namespace Collegue.Knowledge.Searching;

/// <summary>
/// Notices when a local and a national document found together speak of the same thing and give other amounts or delays. It is a
/// remark for the owner of the content, not a judgement: both are shown.
/// </summary>
internal static partial class Contradictions
{
    /// <summary>Passages closer than this speak of the same thing.</summary>
    private const float SameThing = 0.6f;

    private const int Looked = 10;

    public static IReadOnlyList<SearchHit> Mark(IReadOnlyList<SearchHit> hits, TextEmbedder embedder)
    {
        var looked = hits.Take(Looked).ToList();
        if (looked.TrueForAll(hit => hit.IsLocal) || !looked.Exists(hit => hit.IsLocal))
        {
            return hits;
        }

        var vectors = looked.ConvertAll(hit => Vector(hit, embedder));
        var found = new List<(int Local, int National, string Here, string There)>();
        foreach (var local in Enumerable.Range(0, looked.Count).Where(at => looked[at].IsLocal))
        {
            foreach (var national in Enumerable.Range(0, looked.Count).Where(at => !looked[at].IsLocal))
            {
                if (TensorPrimitives.Dot<float>(vectors[local], vectors[national]) >= SameThing
                    && Differ(looked[local].PassageText, looked[national].PassageText) is var (here, there))
                {
                    found.Add((local, national, here, there));
                }
            }
        }

        return found.Count == 0 ? hits : [.. hits.Select((hit, at) => hit with
        {
            Contradicts =
            [
                .. found.Where(row => row.Local == at).Select(row => new Contradiction(Of(hits[row.National]), row.Here, row.There)),
                .. found.Where(row => row.National == at).Select(row => new Contradiction(Of(hits[row.Local]), row.There, row.Here)),
            ],
        })];
    }

    /// <summary>What two texts give for the same unit when they have nothing of it in common.</summary>
    internal static (string Left, string Right)? Differ(string left, string right)
    {
        var (ofLeft, ofRight) = (Quantities(left), Quantities(right));
        foreach (var unit in ofLeft.Select(row => row.Unit).Distinct())
        {
            var (here, there) = (ofLeft.Where(row => row.Unit == unit).ToList(), ofRight.Where(row => row.Unit == unit).ToList());
            if (there.Count > 0 && !here.Exists(row => there.Exists(other => other.Value == row.Value)))
            {
                return (here[0].Written, there[0].Written);
            }
        }

        return null;
    }

    private static List<(string Unit, decimal Value, string Written)> Quantities(string text) =>
        [.. Quantity().Matches(text).Select(match => (
            UnitOf(match.Groups["unit"].Value),
            decimal.TryParse(string.Concat(match.Groups["number"].Value.Where(letter => !char.IsWhiteSpace(letter))).Replace(',', '.'), NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : -1,
            string.Join(' ', match.Value.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)))).Where(row => row.Item2 >= 0)];

    private static string UnitOf(string written) => written.TrimEnd('s').ToLowerInvariant() switch
    {
        "€" or "euro" => "€",
        "jour" => "jour",
        "semaine" => "semaine",
        "moi" => "mois",
        "an" or "année" => "an",
        var other => other,
    };

    private static float[] Vector(SearchHit hit, TextEmbedder embedder)
    {
        var vector = new float[embedder.Dimensions];
        embedder.EmbedPassage(hit.Title, $"{hit.Heading} {hit.Situation}", hit.PassageText, vector);
        return vector;
    }

    private static FoundDocument Of(SearchHit hit) => new(
        hit.Rank, hit.Score, hit.DocumentId, hit.Document, hit.Title, null, hit.Url, hit.Updated, hit.Audience, hit.Theme, hit.Collection,
        hit.CollectionTitle, hit.Notice, hit.IsLocal)
    {
        CollectionId = hit.CollectionId,
    };

    [GeneratedRegex(@"(?<![\d,.])(?<number>\d{1,3}(?:[ \u00A0\u202F]\d{3})*(?:,\d+)?|\d+(?:,\d+)?)\s*(?<unit>€|euros?|jours?|semaines?|mois|ans?|années?|%)(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Quantity();
}
