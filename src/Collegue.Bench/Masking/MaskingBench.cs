using Collegue.Answering.Safeguards.Instructions;
using Collegue.Answering.Safeguards.Masking;

namespace Collegue.Bench.Masking;

/// <param name="Kind">As in the marks, or <c>all</c>.</param>
/// <param name="Recall">Share of the data marked that is masked whole, whatever it was taken for: what counts is that it does not leave.</param>
/// <param name="RightKind">Share of the data marked that is masked as what it is.</param>
/// <param name="Precision">Share of what was masked as this kind that is personal data.</param>
/// <param name="Left">Ids of the texts where something was left.</param>
/// <param name="Needless">Ids of the texts where something was masked for nothing.</param>
internal sealed record MaskingFigures(
    string Set, string Kind, int Marked, double Recall, double RightKind, double Precision, IReadOnlyList<string> Left, IReadOnlyList<string> Needless);

/// <summary>Masks marked texts and compares; every text must also come back as it was.</summary>
internal static class MaskingBench
{
    public const string All = "all";

    public static IReadOnlyList<MaskingFigures> Run(string set, IReadOnlyList<MarkedText> texts, bool show = false)
    {
        var masker = new Masker();
        var rows = new List<(MarkedText Text, DetectedData Data, bool Masked, bool Right)>();
        var found = new List<(MarkedText Text, DetectedData Data, bool IsData)>();
        foreach (var text in texts)
        {
            var masked = masker.Mask(text.Text);
            if (masked.Restore(masked.Text) != text.Text)
                throw new InvalidDataException($"{text.Id} does not come back as it was.");
            rows.AddRange(text.Marked.Select(data => (text, data, IsCovered(text.Text, data, masked.Detected), masked.Detected.Any(other => other.Kind == data.Kind && Overlap(other, data)))));
            found.AddRange(masked.Detected.Select(data => (text, data, text.Marked.Any(marked => Overlap(marked, data)))));
        }

        return
        [
            .. MarkedText.Names.Select(name => Of(name.Key,
                [.. rows.Where(row => row.Data.Kind == name.Value)], [.. found.Where(row => row.Data.Kind == name.Value)])),
            Of(All, rows, found),
        ];

        MaskingFigures Of(string kind, List<(MarkedText Text, DetectedData Data, bool Masked, bool Right)> marked, List<(MarkedText Text, DetectedData Data, bool IsData)> detected) => new(
            set, kind, marked.Count, Share(marked.Count(row => row.Masked), marked.Count), Share(marked.Count(row => row.Right), marked.Count),
            Share(detected.Count(row => row.IsData), detected.Count),
            [.. marked.Where(row => !row.Masked).Select(row => Show(row.Text, row.Data)).Distinct()], [.. detected.Where(row => !row.IsData).Select(row => Show(row.Text, row.Data)).Distinct()]);

        string Show(MarkedText text, DetectedData data) => show ? $"{text.Id} {data.Value.ReplaceLineEndings(" ")}" : text.Id;
    }

    /// <summary>Every letter and figure of it is masked; a civility or a comma may stay.</summary>
    private static bool IsCovered(string text, DetectedData data, IReadOnlyList<DetectedData> found)
    {
        var start = data.Start + Civility(data);
        for (var at = start; at < data.End; at++)
        {
            if (char.IsLetterOrDigit(text[at]) && !found.Any(other => other.Start <= at && at < other.End))
                return false;
        }

        return true;
    }

    private static int Civility(DetectedData data) => data.Kind == DataKind.Person
        && data.Value.Split(' ') is [("M." or "M" or "Mr" or "Mme" or "Mlle" or "Monsieur" or "Madame" or "Dr" or "Me") and var civility, _, ..] ? civility.Length + 1 : 0;

    private static bool Overlap(DetectedData one, DetectedData other) => one.Start < other.End && other.Start < one.End;

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}

/// <param name="Sentences">Sentences of the national sheets.</param>
/// <param name="Person">Those where a name is masked.</param>
/// <param name="Any">Those where anything is.</param>
/// <param name="Sheets">Sheets with a sentence where a name is masked.</param>
/// <param name="Instructions">Sentences taken for an instruction to a machine.</param>
/// <param name="Values">What is masked most often, with how often: names first.</param>
internal sealed record SheetMaskingFigures(int Sheets, int SheetsWithPerson, int Sentences, int Person, double PersonShare, int Any, double AnyShare, int Instructions, double InstructionMicroseconds, IReadOnlyList<string> Values);

/// <summary>How much is masked in texts that speak of nobody: each name masked there is masked for nothing.</summary>
internal static class SheetMaskingBench
{
    private const int MostValues = 30;

    public static SheetMaskingFigures Run(IReadOnlyList<Sheets.NationalSheet> sheets, TimeProvider clock)
    {
        var masker = new Masker();
        var (sentences, person, any, sheetsWithPerson, instructions, reading) = (0, 0, 0, 0, 0, TimeSpan.Zero);
        var values = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var sheet in sheets)
        {
            var before = person;
            foreach (var sentence in sheet.Document.Passages.SelectMany(passage => Answering.Extracting.SentenceSplitter.Split(passage.Text).Select(span => span.In(passage.Text))))
            {
                var found = masker.Find(sentence);
                sentences++;
                any += found.Count > 0 ? 1 : 0;
                person += found.Any(data => data.Kind == DataKind.Person) ? 1 : 0;
                var from = clock.GetTimestamp();
                var isInstruction = InstructionDetector.Addresses(sentence);
                reading += clock.GetElapsedTime(from);
                if (isInstruction)
                {
                    instructions++;
                    values[$"Instruction: {sentence}"] = int.MaxValue;
                }

                foreach (var data in found)
                {
                    var value = $"{data.Kind}: {data.Value}";
                    values[value] = values.GetValueOrDefault(value) + 1;
                }
            }

            sheetsWithPerson += person > before ? 1 : 0;
        }

        return new SheetMaskingFigures(sheets.Count, sheetsWithPerson, sentences, person, (double)person / Math.Max(1, sentences), any, (double)any / Math.Max(1, sentences), instructions, reading.TotalMicroseconds / Math.Max(1, sentences),
            [.. Most(values, person: true), .. Most(values, person: false)]);
    }

    private static IEnumerable<string> Most(Dictionary<string, int> values, bool person) => values
        .Where(pair => pair.Key.StartsWith(nameof(DataKind.Person), StringComparison.Ordinal) == person)
        .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MostValues).Select(pair => $"{pair.Key} ({pair.Value})");
}
