using System.Numerics.Tensors;
using Collegue.Embeddings.Training.Pairs;
using Collegue.Embeddings.Training.Texts;
using Collegue.Knowledge.Embedding;

namespace Collegue.Embeddings.Training.Learning;

/// <summary>What is learnt: a vector a known stem and a vector a sequence of letters. A word is its stem plus the mean of its sequences.</summary>
internal sealed class Parameters
{
    private readonly Lexicon _lexicon;
    private readonly int[] _rowOfStem;

    /// <param name="known">Stems that get a row of their own.</param>
    public Parameters(Lexicon lexicon, IReadOnlyList<int> known, int dimensions)
    {
        _lexicon = lexicon;
        Known = known;
        Dimensions = dimensions;
        Stems = new Table(known.Count, dimensions);
        Grams = new Table(lexicon.GramRows, dimensions);
        _rowOfStem = new int[lexicon.Stems];
        Array.Fill(_rowOfStem, -1);
        for (var row = 0; row < known.Count; row++)
        {
            _rowOfStem[known[row]] = row;
        }
    }

    public IReadOnlyList<int> Known { get; }

    public int Dimensions { get; }

    public Table Stems { get; }

    public Table Grams { get; }

    public int RowOf(int token)
    {
        var stem = Token.Stem(token);
        return Token.IsHidden(token) || stem >= _rowOfStem.Length ? -1 : _rowOfStem[stem];
    }

    public int[] GramsOf(int token) => _lexicon.GramsOf(Token.Stem(token));

    /// <summary>Begins from vectors of stems: a sequence of letters is the mean of the stems that have it, and a stem what is left.</summary>
    public void Start(ReadOnlySpan<float> vectors)
    {
        var shares = new int[Grams.Rows];
        for (var row = 0; row < Known.Count; row++)
        {
            foreach (var gram in _lexicon.GramsOf(Known[row]))
            {
                shares[gram]++;
                TensorPrimitives.Add(Grams[gram], vectors.Slice(row * Dimensions, Dimensions), Grams[gram]);
            }
        }

        for (var gram = 0; gram < Grams.Rows; gram++)
        {
            TensorPrimitives.Divide(Grams[gram], Math.Max(1, shares[gram]), Grams[gram]);
        }

        Span<float> mean = stackalloc float[Dimensions];
        for (var row = 0; row < Known.Count; row++)
        {
            Mean(_lexicon.GramsOf(Known[row]), mean);
            TensorPrimitives.Subtract(vectors.Slice(row * Dimensions, Dimensions), mean, Stems[row]);
        }
    }

    public void Compose(int token, Span<float> vector)
    {
        Mean(GramsOf(token), vector);
        if (RowOf(token) is >= 0 and var row)
        {
            TensorPrimitives.Add(vector, Stems[row], vector);
        }
    }

    /// <summary>The model as the product reads it: known stems with their sequences already added.</summary>
    public StaticModel Freeze(string name)
    {
        var (stems, grams) = (new float[Known.Count * Dimensions], new float[Grams.Rows * Dimensions]);
        for (var row = 0; row < Known.Count; row++)
        {
            Compose(Token.Of(Known[row], hidden: false), stems.AsSpan(row * Dimensions, Dimensions));
        }

        for (var row = 0; row < Grams.Rows; row++)
        {
            Grams[row].CopyTo(grams.AsSpan(row * Dimensions, Dimensions));
        }

        return new StaticModel(name, Dimensions, [.. Known.Select(_lexicon.Stem)], QuantisedRows.From(stems, Dimensions), QuantisedRows.From(grams, Dimensions));
    }

    private void Mean(int[] grams, Span<float> vector)
    {
        vector.Clear();
        foreach (var gram in grams)
        {
            TensorPrimitives.Add(vector, Grams[gram], vector);
        }

        TensorPrimitives.Divide(vector, grams.Length, vector);
    }
}
