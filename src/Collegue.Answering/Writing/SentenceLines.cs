using Collegue.Answering.Writing.Proposing;
using Collegue.Answering.Writing.Reading;

namespace Collegue.Answering.Writing;

/// <summary>A text with one sentence a line, as drafts in « facile à lire » are laid out; no other character changes.</summary>
public static class SentenceLines
{
    public static string Of(string text)
    {
        var written = WrittenText.Of(text);
        var edits = written.Sentences.Zip(written.Sentences.Skip(1))
            .Where(pair => pair.First.End < pair.Second.Start && string.IsNullOrWhiteSpace(text[pair.First.End..pair.Second.Start]) && !text.AsSpan(pair.First.End, pair.Second.Start - pair.First.End).Contains('\n'))
            .Select(pair => new Edit(pair.First.End, pair.Second.Start - pair.First.End, "\n"));
        return Edited.Apply(text, edits);
    }
}
