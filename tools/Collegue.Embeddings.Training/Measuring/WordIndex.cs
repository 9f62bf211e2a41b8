using Collegue.Bench.Sheets;
using Collegue.Embeddings.Training.Texts;
using Collegue.Storage.Knowledge;

namespace Collegue.Embeddings.Training.Measuring;

/// <summary>Plain BM25 over stems, title three times and description one and a half: the floor that vectors are fused with.</summary>
internal sealed class WordIndex
{
    private const double K = 1.2;
    private const double B = 0.75;

    private readonly Lexicon _lexicon = new(1);
    private readonly List<string> _documents = [];
    private readonly List<double> _lengths = [];
    private readonly Dictionary<int, List<(int Document, double Count)>> _found = [];
    private readonly double _meanLength;

    public WordIndex(IEnumerable<NationalSheet> sheets)
    {
        foreach (var sheet in sheets.Where(sheet => !sheet.IsHeldOut).Select(sheet => sheet.Document))
        {
            var counts = new Dictionary<int, double>();
            Add(counts, sheet.Title, 3);
            Add(counts, sheet.Description ?? "", 1.5);
            foreach (var passage in sheet.Passages.Where(passage => passage.Kind == PassageKind.Body))
            {
                Add(counts, string.Join('\n', passage.Heading.Concat(passage.Situation).Append(passage.Text)), 1);
            }

            foreach (var (stem, count) in counts)
            {
                if (!_found.TryGetValue(stem, out var list))
                {
                    list = _found[stem] = [];
                }

                list.Add((_documents.Count, count));
            }

            _documents.Add(sheet.Key);
            _lengths.Add(counts.Values.Sum());
        }

        _meanLength = _lengths.Average();
    }

    public IReadOnlyList<(string Document, double Score)> Score(string query)
    {
        var scores = new double[_documents.Count];
        foreach (var stem in _lexicon.Read(query).Select(_lexicon.StemOf).Distinct())
        {
            var found = _found.GetValueOrDefault(stem, []);
            var rarity = Math.Log(1 + ((_documents.Count - found.Count + 0.5) / (found.Count + 0.5)));
            foreach (var (document, count) in found)
            {
                scores[document] += rarity * count * (K + 1) / (count + (K * (1 - B + (B * _lengths[document] / _meanLength))));
            }
        }

        return [.. scores.Select((score, at) => (_documents[at], score))];
    }

    private void Add(Dictionary<int, double> counts, string text, double weight)
    {
        foreach (var stem in _lexicon.Read(text).Select(_lexicon.StemOf))
        {
            counts[stem] = counts.GetValueOrDefault(stem) + weight;
        }
    }
}
