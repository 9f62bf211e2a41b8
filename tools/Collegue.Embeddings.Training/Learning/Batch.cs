using Collegue.Embeddings.Training.Pairs;

namespace Collegue.Embeddings.Training.Learning;

/// <summary>
/// Pairs learnt together, as flat lists: distinct tokens, parts (sums of tokens), texts (sums of parts). The asked sides come
/// first, then the answers. Who uses a token is listed too, so that gradients are gathered without races and always in the same order.
/// </summary>
internal sealed class Batch
{
    private readonly List<int> _tokens = [];
    private readonly Dictionary<int, int> _numbers = [];
    private readonly List<int[]> _partTokens = [];
    private readonly List<float> _partWeights = [];
    private readonly List<(int First, int Count)> _texts = [];
    private readonly List<List<int>> _users = [];

    public Batch(IReadOnlyList<TrainingPair> pairs)
    {
        Pairs = pairs;
        foreach (var pair in pairs)
        {
            Add(pair.Asked);
        }

        foreach (var pair in pairs)
        {
            Add(pair.Answer);
        }
    }

    public IReadOnlyList<TrainingPair> Pairs { get; }

    public IReadOnlyList<int> Tokens => _tokens;

    public IReadOnlyList<int[]> PartTokens => _partTokens;

    public IReadOnlyList<float> PartWeights => _partWeights;

    /// <summary>First part and number of parts of each text.</summary>
    public IReadOnlyList<(int First, int Count)> Texts => _texts;

    /// <summary>The parts in which a token stands, once for each time it stands there.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Users => _users;

    private void Add(TrainingText text)
    {
        _texts.Add((_partTokens.Count, text.Parts.Count));
        foreach (var (weight, tokens) in text.Parts)
        {
            _partWeights.Add(weight);
            var numbers = new int[tokens.Length];
            for (var at = 0; at < tokens.Length; at++)
            {
                numbers[at] = Number(tokens[at]);
                _users[numbers[at]].Add(_partTokens.Count);
            }

            _partTokens.Add(numbers);
        }
    }

    private int Number(int token)
    {
        if (!_numbers.TryGetValue(token, out var number))
        {
            number = _numbers[token] = _tokens.Count;
            _tokens.Add(token);
            _users.Add([]);
        }

        return number;
    }
}
