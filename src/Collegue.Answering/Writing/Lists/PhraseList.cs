using Collegue.Answering.Writing.Reading;

namespace Collegue.Answering.Writing.Lists;

/// <summary>Lines <c>formule | ce qui la remplace</c>; nothing after the bar means that the formula may be left out.</summary>
internal sealed class PhraseList
{
    private readonly Phrases<string> _phrases = new();

    public PhraseList(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var parts = line.Split('|', StringSplitOptions.TrimEntries);
            if (parts.Length == 1)
                _phrases.Remove(parts[0]);
            else
                _phrases.Set(parts[0], parts[1]);
        }
    }

    public IEnumerable<(int Word, int Words, string Value)> In(WrittenText text) => _phrases.In(text);
}
