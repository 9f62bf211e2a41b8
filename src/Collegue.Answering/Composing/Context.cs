using Collegue.Answering.Extracting;

namespace Collegue.Answering.Composing;

/// <summary>
/// Whom or what a group applies to. Headings of sheets often state a case ("Bassin de plus de 100 m²"): when neither the words
/// quoted nor the title of the document say it, the quote alone would state more than its source.
/// </summary>
internal static class Context
{
    private const string Separator = " > ";
    private const double Said = 0.6;

    public static string? Of(SentenceGroup group)
    {
        var passage = group.Chosen.Passage;
        var said = new HashSet<string>(passage.Document.TitleStems);
        foreach (var sentence in group.Sentences)
            said.UnionWith(sentence.Stems);
        var path = Steps(passage.Source.Situation)
            .Concat(Steps(passage.Source.Heading).Where(step => !Says(said, step)))
            .Distinct();
        return string.Join(Separator, path) is { Length: > 0 } context ? context : null;
    }

    private static string[] Steps(string? path) =>
        path?.Split(Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static bool Says(HashSet<string> said, string heading)
    {
        var words = Words.Of(heading).Where(word => !Vocabulary.IsStop(word) && !Vocabulary.SaysKind(word) && !Vocabulary.IsGeneral(word)).ToList();
        return words.Count == 0 || words.Count(word => said.Contains(word.Stem)) >= Said * words.Count;
    }
}
