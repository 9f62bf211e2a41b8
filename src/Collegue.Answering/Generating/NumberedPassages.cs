using Collegue.Answering.Extracting;

namespace Collegue.Answering.Generating;

/// <summary>A passage a model may cite.</summary>
internal sealed record NumberedPassage(int Number, CandidateDocument Document, CandidatePassage Passage)
{
    /// <summary>What a model reads: whom and what it is about, then the text.</summary>
    public string Shown => string.Join('\n', new[]
    {
        Document.Title, Passage.Heading, Passage.Situation, Passage.Text.Length <= NumberedPassages.LongestText ? Passage.Text : Passage.Text[..NumberedPassages.LongestText],
    }.Where(line => !string.IsNullOrWhiteSpace(line)));
}

/// <summary>Chooses, of what was found, the passages given to a model.</summary>
internal static class NumberedPassages
{
    public const int LongestText = 3_000;
    private const int Most = 10;
    private const double Rarest = 1.0 / 6000;

    /// <param name="letters">The most they may hold together.</param>
    public static IReadOnlyList<NumberedPassage> Choose(Findings findings, IReadOnlyList<string> words, int letters)
    {
        var weights = words.Select(word => (Stem: Words.Stems(word).FirstOrDefault() ?? word,
            Weight: -Math.Log(Math.Max(Rarest, findings.Frequencies.GetValueOrDefault(word))))).Where(word => word.Weight > 0)
            .DistinctBy(word => word.Stem).ToList();
        var whole = Math.Max(1e-9, weights.Sum(word => word.Weight));
        var ranked = findings.Documents
            .SelectMany(document => document.Passages.Select(passage => (document, passage, score: Score(document, passage))))
            .Where(candidate => !string.IsNullOrWhiteSpace(candidate.passage.Text))
            .OrderByDescending(candidate => candidate.score).ThenBy(candidate => candidate.passage.Position).Take(Most);
        var chosen = new List<(CandidateDocument Document, CandidatePassage Passage)>();
        foreach (var (document, passage, _) in ranked)
        {
            letters -= Math.Min(passage.Text.Length, LongestText);
            if (letters < 0 && chosen.Count > 0)
                break;
            chosen.Add((document, passage));
        }

        // As they stand in their documents: a passage is read after what introduces it.
        return
        [
            .. chosen.OrderByDescending(one => one.Document.Score).ThenBy(one => one.Document.Id).ThenBy(one => one.Passage.Position)
                .Select((one, at) => new NumberedPassage(at + 1, one.Document, one.Passage)),
        ];

        double Score(CandidateDocument document, CandidatePassage passage)
        {
            var there = Words.Stems($"{passage.Heading} {passage.Situation} {passage.Text}");
            return document.Score * (0.2 + (weights.Where(word => there.Contains(word.Stem)).Sum(word => word.Weight) / whole));
        }
    }
}
