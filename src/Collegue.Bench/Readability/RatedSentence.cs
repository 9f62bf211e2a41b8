using System.Globalization;

namespace Collegue.Bench.Readability;

/// <summary>A sentence and how hard people found it; the higher, the harder.</summary>
public sealed record RatedSentence(double Level, string Sentence)
{
    /// <summary>Lines of level and sentence, with tabs: the first field is the level, the last the sentence. A line of titles may come first.</summary>
    /// <exception cref="InvalidDataException">A line has no level, or there are too few sentences to compare.</exception>
    public static IReadOnlyList<RatedSentence> Read(string file)
    {
        var rated = new List<RatedSentence>();
        foreach (var (number, line) in File.ReadLines(file).Index())
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var fields = line.Split('\t');
            if (fields.Length >= 2 && double.TryParse(fields[0], CultureInfo.InvariantCulture, out var level))
                rated.Add(new RatedSentence(level, fields[^1].Trim()));
            else if (number > 0)
                throw new InvalidDataException($"{Path.GetFileName(file)}: line {number + 1} is not a level, a tab and a sentence.");
        }

        return rated.Select(row => row.Level).Distinct().Count() > 1
            ? rated
            : throw new InvalidDataException($"{Path.GetFileName(file)}: at least two levels are needed.");
    }
}
