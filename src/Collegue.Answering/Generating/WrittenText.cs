using System.Globalization;
using System.Text.RegularExpressions;
using Collegue.Answering.Extracting;

namespace Collegue.Answering.Generating;

/// <summary>Reads a line of a model that writes plain text, with the numbers of its passages in brackets: "… 25 €. [2]".</summary>
internal static partial class WrittenText
{
    public static IEnumerable<Written> Read(string line)
    {
        var sentences = new List<(string Text, List<int> Passages)>();
        foreach (var span in SentenceSplitter.Split(Mark().Replace(line, match => $" {match.Value.Trim()} ")))
        {
            var part = span.In(Mark().Replace(line, match => $" {match.Value.Trim()} "));
            var marks = Mark().Matches(part).SelectMany(match => Number().Matches(match.Value))
                .Select(match => int.Parse(match.ValueSpan, CultureInfo.InvariantCulture)).ToList();
            var text = Mark().Replace(part, "").Trim(' ', '*', '-', '•');
            text = BeforeStop().Replace(text, "$1");
            if (text.Any(char.IsLetterOrDigit))
                sentences.Add((text, marks));
            else if (sentences.Count > 0)
                sentences[^1].Passages.AddRange(marks);
        }

        return sentences.Select(sentence => new Written.Sentence(sentence.Text, [.. sentence.Passages.Distinct()], null));
    }

    [GeneratedRegex(@"\s{0,4}\[(?:passages?\s)?\d{1,3}(?:\s{0,2}[,;]\s{0,2}\d{1,3}){0,10}\]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Mark();

    [GeneratedRegex(@"\d{1,3}", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+([.,])", RegexOptions.CultureInvariant)]
    private static partial Regex BeforeStop();
}
