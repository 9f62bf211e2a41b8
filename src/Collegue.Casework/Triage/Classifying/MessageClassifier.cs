using System.Numerics.Tensors;
using Collegue.Knowledge.Embedding;

namespace Collegue.Casework.Triage.Classifying;

/// <summary>A class of the closed list, its share between 0 and 1, and the words that counted most for it.</summary>
/// <param name="Words">Indexes of words of the message, the weightiest first.</param>
internal sealed record Guess(string Slug, double Share, Func<IReadOnlyList<int>> Words);

/// <summary>
/// The statistical half of triage: chooses among the closed list by weights learnt from messages written for this project.
/// Linear, so that what each word added can be said. Safe for concurrent use.
/// </summary>
public sealed class MessageClassifier
{
    private const int WordsSaid = 5;

    private readonly LinearModel _model;
    private readonly TextEmbedder _embedder;

    internal MessageClassifier(LinearModel model, TextEmbedder embedder)
    {
        _model = model;
        _embedder = embedder;
    }

    /// <summary>Says which training the weights come from; kept with each outcome.</summary>
    public string Name => _model.Name;

    /// <summary>Reads the classifier that comes with the program. Keep the result.</summary>
    public static MessageClassifier Load(TextEmbedder embedder)
    {
        using var stream = typeof(MessageClassifier).Assembly.GetManifestResourceStream(typeof(MessageClassifier), "classifier.bin")
            ?? throw new InvalidOperationException("classifier.bin is not in the assembly.");
        return new MessageClassifier(LinearModelFile.Read(stream), embedder);
    }

    /// <summary>Whether a folded word is one of the texts it learnt from.</summary>
    internal bool Knows(string word) => Knows(word, _model.Vocabulary, _embedder);

    internal static bool Knows(string word, Vocabulary vocabulary, TextEmbedder embedder) => vocabulary.Knows(word) || embedder.Knows(word);

    internal Reading Read(RuleReading reading, RuleSet rules)
    {
        var words = WeighedWords.Of(reading, new Stretch(0, reading.Words.Count), _model.Vocabulary);
        var features = MessageFeatures.Of(words, RuleFeatures.Of(reading, rules), _model.Vocabulary, _embedder);
        var shares = _model.Shares(features);
        var whole = HumanOnly(shares);
        var stretches = Stretches.Of(reading);
        var clause = stretches.Count == 0 ? whole : 0;
        var mostSaid = shares[.._model.Kinds.Count];
        foreach (var stretch in stretches)
        {
            var said = WeighedWords.Of(reading, stretch, _model.Vocabulary);
            if (said.Count < Stretches.FewestWeighed)
                continue;
            var part = MessageFeatures.Of(said, RuleFeatures.Of(reading, stretch), _model.Vocabulary, _embedder);
            var ofPart = _model.Shares(part);
            clause = Math.Max(clause, HumanOnly(ofPart));
            TensorPrimitives.Max(mostSaid, ofPart.AsSpan(0, mostSaid.Length), mostSaid);
        }

        return new Reading(this, words, features, shares, mostSaid, (whole + clause) / 2);
    }

    private double HumanOnly(float[] shares) => 1.0 - shares[_model.NoSituation];

    internal sealed class Reading(MessageClassifier of, IReadOnlyList<WeighedWord> words, MessageFeatures features, float[] shares, float[] mostSaid, double humanOnly)
    {
        private readonly LinearModel _model = of._model;

        /// <summary>Kinds of task, the likeliest first, without <see cref="LinearModel.None"/>.</summary>
        public IReadOnlyList<Guess> Kinds => field ??= Ranked(_model.Kinds, 0);

        public IReadOnlyList<Guess> Situations => field ??= Ranked(_model.Situations, _model.Kinds.Count);

        /// <summary>Share of a kind where most is said of it: in the whole message, or in one of its clauses; 0 for an unknown kind.</summary>
        public double MostSaidOf(string kind) => Place(kind) is >= 0 and var at ? mostSaid[at] : 0;

        /// <summary>
        /// Share of the human-only situations, from 0 to 1: the mean of what the whole message gets and of what its likeliest
        /// clause gets.
        /// </summary>
        public double HumanOnly => humanOnly;

        private int Place(string kind)
        {
            for (var at = 0; at < _model.Kinds.Count; at++)
            {
                if (_model.Kinds[at] == kind)
                    return at;
            }

            return -1;
        }

        private List<Guess> Ranked(IReadOnlyList<string> list, int from) =>
            [.. Enumerable.Range(0, list.Count).Where(at => list[at] != LinearModel.None)
                .Select(at => new Guess(list[at], shares[from + at], () => Weightiest(from + at)))
                .OrderByDescending(guess => guess.Share)];

        private List<int> Weightiest(int column)
        {
            var added = _model.Contributions(features, words, of._embedder, column);
            return [.. added.Where(word => word.Value > 0).OrderByDescending(word => word.Value).Take(WordsSaid).Select(word => word.Key)];
        }
    }
}
