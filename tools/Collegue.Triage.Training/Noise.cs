using System.Text;
using Collegue.Casework.Triage.Classifying;

namespace Collegue.Triage.Training;

/// <summary>Words left out and misspelt at random, so that no class hangs on the exact form of a word.</summary>
internal sealed class Noise(int seed)
{
    private const double LeftOut = 0.12;
    private const double Misspelt = 0.15;
    private const double RuleLeftOut = 0.33;

    private readonly Random _random = new(seed);

    public List<WeighedWord> Of(IReadOnlyList<WeighedWord> words)
    {
        var kept = new List<WeighedWord>(words.Count);
        foreach (var word in words)
        {
            if (words.Count > 3 && _random.NextDouble() < LeftOut)
                continue;
            kept.Add(word.Text.Length > 3 && _random.NextDouble() < Misspelt ? word with { Text = Change(word.Text) } : word);
        }

        return kept;
    }

    /// <summary>Rules must not be all the classifier hears: what they found is left out one time in three.</summary>
    public IEnumerable<(string Name, float Value)> Of(List<(string Name, float Value)> found) =>
        found.Where(_ => _random.NextDouble() >= RuleLeftOut).ToList();

    private string Change(string word)
    {
        var at = _random.Next(1, word.Length - 1);
        var changed = new StringBuilder(word);
        switch (_random.Next(4))
        {
            case 0:
                changed.Remove(at, 1);
                break;
            case 1:
                changed.Insert(at, word[at]);
                break;
            case 2:
                (changed[at], changed[at - 1]) = (changed[at - 1], changed[at]);
                break;
            default:
                changed.Remove(word.Length - 1, 1);
                break;
        }

        return changed.ToString();
    }
}
