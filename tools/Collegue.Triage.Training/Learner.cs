using System.Numerics.Tensors;
using Collegue.Casework.Triage;
using Collegue.Casework.Triage.Classifying;
using Collegue.Knowledge.Embedding;

namespace Collegue.Triage.Training;

/// <summary>
/// Learns the weights of <see cref="LinearModel"/>: two multinomial logistic regressions on the same features, by stochastic
/// gradient with a pace for each weight (Adagrad), shrunk at each epoch.
/// </summary>
internal sealed class Learner
{
    private readonly Recipe _recipe;
    private readonly TextEmbedder _embedder;
    private readonly RuleSet _rules;
    private readonly string[] _kinds;
    private readonly string[] _situations;

    public Learner(Recipe recipe, TextEmbedder embedder, RuleSet rules)
    {
        _recipe = recipe;
        _embedder = embedder;
        _rules = rules;
        _kinds = [.. rules.Kinds.Select(kind => kind.Slug), LinearModel.None];
        _situations = [.. rules.Signals.Select(signal => signal.Slug).Where(slug => slug != WrittenMessage.PersonalAccount), LinearModel.None];
    }

    public LinearModel Learn(IReadOnlyList<WrittenMessage> messages, IReadOnlyList<WrittenMessage> rulesTexts)
    {
        var width = _kinds.Length + _situations.Length;
        var misspelling = new Misspelling(_recipe.Seed);
        var all = messages.Concat(rulesTexts).ToList();

        // Which words exist is known once all texts were read; only then can the rules read those that are misspelt.
        var first = new RuleReader(_rules);
        var vocabulary = VocabularyOf(all.ConvertAll(text => first.Read(text.Text)));
        var reader = new RuleReader(_rules, exists: word => MessageClassifier.Knows(word, vocabulary, _embedder));
        var texts = all.Select(text => new Example(reader.Read(text.Text), text.IsMessage ? reader.Read(misspelling.Of(text.Text)) : null, Array.IndexOf(_kinds, text.Task),
                text.Situation is { } situation ? Place(situation) : -1, text.IsMessage ? 1 : _recipe.RuleTexts)).ToArray();
        foreach (var text in texts)
            text.Weigh(vocabulary, _rules);
        var words = new Weights(vocabulary.Words.Count, width);
        var letters = new Weights(vocabulary.GramRows, width);
        var meaning = new Weights(_embedder.Dimensions, width);
        var bias = new Weights(1, width);
        var random = new Random(_recipe.Seed);
        var noise = new Noise(_recipe.Seed);
        var slope = new float[width];
        for (var epoch = 0; epoch < _recipe.Epochs; epoch++)
        {
            random.Shuffle(texts);
            foreach (var text in texts)
            {
                var (said, found) = epoch % _recipe.Turn == 1 ? text.Misspelt : (text.Words, text.Found);
                var features = epoch % 2 == 0
                    ? MessageFeatures.Of(said, found, vocabulary, _embedder)
                    : MessageFeatures.Of(noise.Of(said), noise.Of(found), vocabulary, _embedder);
                Score(features);
                ToSlope(slope.AsSpan(0, _kinds.Length), text.Kind, text.Weight);
                ToSlope(slope.AsSpan(_kinds.Length), text.Situation, text.Weight);
                Step(features);
                if (text.Situation >= 0 && text.Parts.Count > 0)
                    StepOnPart(text);
            }

            foreach (var table in (Weights[])[words, letters, meaning])
                table.Shrink(1 - _recipe.Shrink);
            if (epoch >= _recipe.Epochs - _recipe.Averaged)
            {
                foreach (var table in (Weights[])[words, letters, meaning, bias])
                    table.Keep();
            }
        }

        return Rounded();

        void StepOnPart(Example text)
        {
            var none = _kinds.Length + _situations.Length - 1;
            var (most, chosen) = (-1f, default(MessageFeatures));
            foreach (var (partWords, partFound) in text.Parts)
            {
                var features = MessageFeatures.Of(partWords, partFound, vocabulary, _embedder);
                Score(features);
                TensorPrimitives.SoftMax(slope.AsSpan(_kinds.Length), slope.AsSpan(_kinds.Length));
                if (1 - slope[none] > most)
                    (most, chosen) = (1 - slope[none], features);
            }

            Score(chosen!);
            slope.AsSpan(0, _kinds.Length).Clear();
            ToSlope(slope.AsSpan(_kinds.Length), text.Situation, text.Weight * _recipe.Parts);
            Step(chosen!);
        }

        void Score(MessageFeatures features)
        {
            bias.Row(0).CopyTo(slope);
            Add(words, features.KnownWords, slope);
            Add(letters, features.Letters, slope);
            for (var at = 0; at < features.Meaning.Length; at++)
                TensorPrimitives.MultiplyAdd(meaning.Row(at), features.Meaning[at], slope, slope);
        }

        void Step(MessageFeatures features)
        {
            bias.Step(0, slope, 1, _recipe.Pace);
            foreach (var feature in features.KnownWords)
                words.Step(feature.Row, slope, feature.Value, _recipe.Pace);
            foreach (var feature in features.Letters)
                letters.Step(feature.Row, slope, feature.Value, _recipe.Pace);
            for (var at = 0; at < features.Meaning.Length; at++)
                meaning.Step(at, slope, features.Meaning[at], _recipe.Pace);
        }

        LinearModel Rounded() => new(_recipe.Name, vocabulary, _kinds, _situations, bias.Mean(),
            words.Rounded(), letters.Rounded(), meaning.Rounded());
    }

    private int Place(string situation) => Array.IndexOf(_situations, situation) is >= 0 and var at
        ? at : throw new InvalidDataException($"unknown situation: {situation}");

    private static void Add(Weights table, List<Feature> features, Span<float> scores)
    {
        foreach (var feature in features)
            TensorPrimitives.MultiplyAdd(table.Row(feature.Row), feature.Value, scores, scores);
    }

    // The slope of the loss: shares less one for the class it is; nothing where the class is not known.
    private static void ToSlope(Span<float> scores, int target, float weight)
    {
        if (target < 0)
        {
            scores.Clear();
            return;
        }

        TensorPrimitives.SoftMax(scores, scores);
        scores[target] -= 1;
        TensorPrimitives.Multiply(scores, weight, scores);
    }

    private Vocabulary VocabularyOf(List<RuleReading> texts)
    {
        var (words, pairs, names) = (new Dictionary<string, int>(), new Dictionary<string, int>(), new Dictionary<string, int>());
        var grams = new int[_recipe.GramRows];
        Span<int> rows = stackalloc int[Grams.Most];
        foreach (var text in texts)
        {
            // A name is not a word to learn from, and a name like a word is.
            var stems = text.Words.Select((word, at) => Names.Holds(text.Message, text.Words, at) ? "" : Casework.Triage.Lexicon.Stem(word.Folded)).ToList();
            foreach (var name in text.Words.Where((_, at) => stems[at].Length == 0).Select(word => Casework.Triage.Lexicon.Stem(word.Folded)).Distinct())
                names[name] = names.GetValueOrDefault(name) + 1;
            foreach (var stem in stems.Where(stem => stem.Length > 0).Distinct())
                words[stem] = words.GetValueOrDefault(stem) + 1;
            foreach (var pair in stems.Zip(stems.Skip(1)).Where(pair => pair.First.Length > 0 && pair.Second.Length > 0).Select(pair => Vocabulary.Pair(pair.First, pair.Second)).Distinct())
                pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
            var seen = new HashSet<int>();
            foreach (var stem in stems.Where(stem => stem.Length is > 0 and <= WordReader.LongestWord))
            {
                foreach (var row in rows[..Grams.Rows(stem, grams.Length, rows)])
                    seen.Add(row);
            }

            foreach (var row in seen)
                grams[row]++;
        }

        var kept = words.Where(word => word.Value >= _recipe.FewestOfWord && word.Value > names.GetValueOrDefault(word.Key))
            .Concat(pairs.Where(pair => pair.Value >= _recipe.FewestOfPair))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal).ToList();
        var found = texts.SelectMany(text => RuleFeatures.Of(text, _rules).Select(entry => entry.Name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return new Vocabulary([.. kept.Select(entry => entry.Key), .. found], [.. kept.Select(entry => Rarity(entry.Value)), .. found.Select(_ => 1f)],
            [.. grams.Select(count => Rarity(Math.Max(count, 1)))]);

        float Rarity(int count) => 1 + MathF.Log(texts.Count / (float)count);
    }

    private sealed record Example(RuleReading Reading, RuleReading? MisspeltReading, int Kind, int Situation, float Weight)
    {
        public List<WeighedWord> Words { get; private set; } = [];

        public List<(string Name, float Value)> Found { get; private set; } = [];

        public (List<WeighedWord> Words, List<(string Name, float Value)> Found) Misspelt { get; private set; }

        public List<(List<WeighedWord> Words, List<(string Name, float Value)> Found)> Parts { get; private set; } = [];

        public void Weigh(Vocabulary vocabulary, RuleSet rules)
        {
            Words = WeighedWords.Of(Reading, new Stretch(0, Reading.Words.Count), vocabulary);
            Found = [.. RuleFeatures.Of(Reading, rules)];
            Misspelt = MisspeltReading is null ? (Words, Found)
                : (WeighedWords.Of(MisspeltReading, new Stretch(0, MisspeltReading.Words.Count), vocabulary), [.. RuleFeatures.Of(MisspeltReading, rules)]);
            Parts = [.. Stretches.Of(Reading).Select(stretch => (WeighedWords.Of(Reading, stretch, vocabulary), RuleFeatures.Of(Reading, stretch).ToList()))
                .Where(part => part.Item1.Count >= Stretches.FewestWeighed)];
        }
    }
}
