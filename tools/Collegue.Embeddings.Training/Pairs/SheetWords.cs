using Collegue.Bench.Sheets;
using Collegue.Embeddings.Training.Texts;
using Collegue.Storage.Knowledge;

namespace Collegue.Embeddings.Training.Pairs;

/// <summary>A sheet as numbers of words.</summary>
/// <param name="Asked">Questions in everyday words that the sheet answers.</param>
internal sealed record SheetWords(
    int Group, int Shelf, int[] Title, int[] Description, IReadOnlyList<int[]> Names, IReadOnlyList<int[]> Folders,
    IReadOnlyList<int[]> Asked, IReadOnlyList<PassageWords> Passages);

/// <param name="Headings">Headings and situations, outermost first.</param>
/// <param name="Sentences">Lines and sentences of the text, in order.</param>
internal sealed record PassageWords(PassageKind Kind, IReadOnlyList<int[]> Headings, IReadOnlyList<int[]> Sentences, int Subject)
{
    public int[] Heading => [.. Headings.SelectMany(heading => heading)];

    public int[] Text => [.. Sentences.SelectMany(sentence => sentence)];
}

internal static class SheetWording
{
    private static readonly System.Buffers.SearchValues<char> Ends = System.Buffers.SearchValues.Create("\n.;:!?");

    public static IReadOnlyList<SheetWords> Of(IEnumerable<NationalSheet> sheets, EverydayQuestions everyday, Lexicon lexicon)
    {
        var (groups, shelves, subjects) = (new Dictionary<string, int>(), new Dictionary<string, int>(), new Dictionary<string, int>());
        return [.. sheets.Select(sheet => new SheetWords(
            Number(groups, sheet.Number),
            Number(shelves, sheet.Document.Theme ?? ""),
            lexicon.Read(sheet.Document.Title),
            lexicon.Read(sheet.Document.Description ?? ""),
            [.. sheet.Questions.Where(question => !HeldOut.Holds(question.Number)).Select(question => lexicon.Read(question.Title))],
            [.. sheet.Folders.Select(lexicon.Read)],
            [.. everyday.Of(sheet.Document.Key).Select(lexicon.Read).Where(words => words.Length > 0)],
            [.. sheet.Document.Passages.Select(passage => new PassageWords(
                passage.Kind,
                [.. passage.Heading.Concat(passage.Situation).Select(lexicon.Read).Where(words => words.Length > 0)],
                [.. Sentences(passage.Text).Select(lexicon.Read).Where(words => words.Length > 0)],
                Number(subjects, passage.Text))).Where(passage => passage.Sentences.Count > 0)]))];
    }

    private static int Number(Dictionary<string, int> numbers, string key)
    {
        if (!numbers.TryGetValue(key, out var number))
        {
            number = numbers[key] = numbers.Count;
        }

        return number;
    }

    private static IEnumerable<string> Sentences(string text)
    {
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (Ends.Contains(text[at]) && (at + 1 == text.Length || text[at] == '\n' || text[at + 1] is ' ' or '\n'))
            {
                yield return text[start..(at + 1)];
                start = at + 1;
            }
        }

        yield return text[start..];
    }
}
