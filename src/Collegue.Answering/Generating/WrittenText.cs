using System.Globalization;
using System.Text.RegularExpressions;
using Collegue.Answering.Extracting;

namespace Collegue.Answering.Generating;

/// <summary>Reads a line of a model that writes plain text, with the numbers of its passages in brackets: "… 25 €. [2]".</summary>
internal static partial class WrittenText
{
    public static IEnumerable<Written> Read(string line)
    {
        // "… 25 €. [2]" and "… 25 € [2]." say the same: the mark is put before the stop, so that the sentence ends after it.
        var marked = AfterStop().Replace(line, "$2$1 ");
        var sentences = new List<(string Text, List<int> Passages)>();
        foreach (var part in SentenceSplitter.Split(marked).Select(span => span.In(marked)))
        {
            var marks = Mark().Matches(part).SelectMany(match => Number().Matches(match.Value))
                .Select(match => int.Parse(match.ValueSpan, CultureInfo.InvariantCulture)).ToList();
            var text = BeforeStop().Replace(Mark().Replace(part, ""), "$1").Trim(' ', '*', '-', '•');
            if (text.Any(char.IsLetterOrDigit))
                sentences.Add((text, marks));
            else if (sentences.Count > 0)
                sentences[^1].Passages.AddRange(marks);
        }

        return sentences.Select(sentence => new Written.Sentence(sentence.Text, [.. sentence.Passages.Distinct()], null));
    }

    [GeneratedRegex(@"\s{0,4}\[(?:passages?\s)?\d{1,3}(?:\s{0,2}[,;]\s{0,2}\d{1,3}){0,10}\]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Mark();

    [GeneratedRegex(@"([.!?])((?:\s{0,4}\[(?:passages?\s)?\d{1,3}(?:\s{0,2}[,;]\s{0,2}\d{1,3}){0,10}\]){1,6})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AfterStop();

    [GeneratedRegex(@"\d{1,3}", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+([.,])", RegexOptions.CultureInvariant)]
    private static partial Regex BeforeStop();
}
