using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching.Words;
using Lucene.Net.Util;
using NpgsqlTypes;

namespace Collegue.Knowledge.SharedIndex;

/// <summary>
/// What the words of a question are worth in a document or passage: the very figures the embedded index gives (BM25, each word in
/// its best form and field and a little in the others), from counts the database keeps.
/// </summary>
internal sealed class WordScore
{
    private const float Saturation = 1.2f;
    private const float LengthShare = 0.75f;

    private readonly IReadOnlyList<AskedWord> _words;
    private readonly (string Field, float Weight)[] _fields;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly float[] _weights;
    private readonly float[] _meanLengths;
    private readonly float[] _scores;

    /// <param name="first">The number of the first field among all those statistics are kept of.</param>
    public WordScore(Question question, (string Field, float Weight)[] fields, SharedVocabulary vocabulary, int first)
    {
        (_words, _fields) = (question.Words, fields);
        var all = first < SharedFields.OfDocuments ? vocabulary.Documents : vocabulary.Passages;
        foreach (var stem in question.Words.SelectMany(word => word.Alternatives).SelectMany(alternative => alternative.Stems))
        {
            _places.TryAdd(stem, _places.Count);
        }

        _weights = new float[_places.Count * fields.Length];
        _scores = new float[_weights.Length];
        foreach (var (stem, place) in _places)
        {
            for (var field = 0; field < fields.Length; field++)
            {
                var having = vocabulary.Frequency(stem, first + field);
                _weights[(place * fields.Length) + field] = (float)Math.Log(1 + ((all - having + 0.5) / (having + 0.5))) * (Saturation + 1);
            }
        }

        _meanLengths = [.. fields.Select((_, field) => vocabulary.MeanLength(first + field))];
    }

    /// <summary>The stems that are looked for.</summary>
    public IReadOnlyCollection<string> Stems => _places.Keys;

    /// <summary>0 when it has none of them. Not for several threads at once.</summary>
    /// <param name="found">The words of the question that are there, with their counts.</param>
    /// <param name="lengths">How many words each field has.</param>
    public float Of(NpgsqlTsVector found, ReadOnlySpan<int> lengths)
    {
        Array.Clear(_scores);
        Span<float> norms = stackalloc float[_fields.Length];
        for (var field = 0; field < norms.Length; field++)
        {
            norms[field] = Saturation * (1 - LengthShare + (LengthShare * Rounded(lengths[field]) / _meanLengths[field]));
        }

        Span<int> times = stackalloc int[_fields.Length];
        foreach (var word in found)
        {
            if (_places.TryGetValue(word.Text, out var place))
            {
                WordVector.Read(word, times);
                for (var field = 0; field < times.Length; field++)
                {
                    var at = (place * times.Length) + field;
                    _scores[at] = times[field] == 0 ? 0 : _weights[at] * times[field] / (times[field] + norms[field]);
                }
            }
        }

        var score = 0f;
        foreach (var word in _words)
        {
            score += Of(word);
        }

        return score;
    }

    private float Of(AskedWord word)
    {
        var (best, sum) = (0f, 0f);
        foreach (var alternative in word.Alternatives)
        {
            if (alternative.Stems.Count > 1)
            {
                Take(All(alternative), ref best, ref sum);
                continue;
            }

            for (var field = 0; field < _fields.Length; field++)
            {
                Take(Of(alternative.Stems[0], field) * alternative.Weight, ref best, ref sum);
            }
        }

        return best + ((sum - best) * Ranking.OtherFields);
    }

    /// <summary>Several stems of one meaning: nothing unless each is somewhere.</summary>
    private float All(Alternative alternative)
    {
        var all = 0f;
        foreach (var stem in alternative.Stems)
        {
            var (best, sum) = (0f, 0f);
            for (var field = 0; field < _fields.Length; field++)
            {
                Take(Of(stem, field) * alternative.Weight, ref best, ref sum);
            }

            if (best == 0)
            {
                return 0;
            }

            all += best + ((sum - best) * Ranking.OtherFields);
        }

        return all;
    }

    private float Of(string stem, int field) => _scores[(_places[stem] * _fields.Length) + field] * _fields[field].Weight;

    private static void Take(float score, ref float best, ref float sum)
    {
        best = Math.Max(best, score);
        sum += score;
    }

    // Lucene keeps a length in one byte; rounded the same way here, the same content gives the same order on both engines.
    private static float Rounded(int length)
    {
        var kept = SmallSingle.Byte315ToSingle((byte)SmallSingle.SingleToByte315(1 / MathF.Sqrt(length)));
        return length == 0 ? 1 : 1 / (kept * kept);
    }
}
