using System.Runtime.InteropServices;

namespace Collegue.Casework.Triage.Requests;

/// <summary>Characters [Start, End) of a message, and the kind they speak of once it is known.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Clause(int Start, int End, string? Task = null, double Share = 0);

/// <summary>
/// Cuts a message where another request may begin: at the end of a sentence or a line, and before words that announce one, which
/// is all there is in a message without punctuation.
/// </summary>
internal static class Clauses
{
    private const int FewestWords = 4;

    private static readonly string[][] Announcing =
    [
        ["et", "aussi"], ["par", "ailleurs"], ["d", "autre", "part"], ["autre", "chose"], ["autre", "question"], ["au", "passage"], ["en", "meme", "temps"],
        ["j", "en", "profite"], ["et", "puis"], ["et", "pour"], ["sinon"], ["de", "plus"], ["en", "outre"], ["deuxiemement"], ["egalement"], ["aussi", "je"],
        ["also"], ["et", "deuxiemement"], ["et", "sinon"], ["et", "le"], ["et", "la"], ["et", "mon"], ["et", "ma"],
    ];

    public static IReadOnlyList<Clause> Of(string message, IReadOnlyList<Word> words)
    {
        var cut = new List<Clause>();
        var from = 0;
        for (var at = 0; at < words.Count; at++)
        {
            var ends = at + 1 == words.Count || words[at].EndsSentence || message.AsSpan(words[at].End, words[at + 1].Start - words[at].End).Contains('\n')
                || (at + 1 - from >= FewestWords && Array.Exists(Announcing, said => Begins(words, at + 1, said)));
            if (!ends)
                continue;
            var end = at + 1 == words.Count ? message.Length : words[at + 1].Start;
            cut.Add(new Clause(words[from].Start, end - Blank(message, words[from].Start, end)));
            from = at + 1;
        }

        return cut;
    }

    private static bool Begins(IReadOnlyList<Word> words, int at, string[] said)
    {
        if (at + said.Length > words.Count)
            return false;
        for (var word = 0; word < said.Length; word++)
        {
            if (words[at + word].Folded != said[word])
                return false;
        }

        return true;
    }

    private static int Blank(string message, int start, int end)
    {
        var blank = 0;
        while (end - blank > start && char.IsWhiteSpace(message[end - blank - 1]))
            blank++;
        return blank;
    }
}
