using Collegue.Answering.Writing.Reading;

namespace Collegue.Answering.Writing.Lists;

/// <summary>A word or expression of the administration.</summary>
/// <param name="Term">As the list writes it first.</param>
/// <param name="Plainer">What may take the place of the form found; null when the term has a legal meaning and is to be explained.</param>
/// <param name="Explanation">In everyday French.</param>
public sealed record GlossaryEntry(string Term, string? Plainer, string Explanation);

/// <summary>
/// Lines <c>terme, autre forme | mot simple, autre forme | explication</c>: forms and plainer forms go by two; without a plainer
/// word the term is only explained. A line with a term and nothing else takes it out.
/// </summary>
internal sealed class Glossary
{
    private readonly Phrases<GlossaryEntry> _phrases = new();

    public Glossary(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var parts = line.Split('|', StringSplitOptions.TrimEntries);
            var forms = Listed(parts[0]);
            if (parts.Length == 1)
                Array.ForEach(forms, _phrases.Remove);
            else if (parts.Length == 3 && forms.Length > 0)
                Set(forms, Listed(parts[1]), parts[2]);
        }
    }

    public IEnumerable<(int Word, int Words, GlossaryEntry Value)> In(WrittenText text) => _phrases.In(text);

    private void Set(string[] forms, string[] plainer, string explanation)
    {
        for (var at = 0; at < forms.Length; at++)
            _phrases.Set(forms[at], new GlossaryEntry(forms[0], at < plainer.Length ? plainer[at] : null, explanation));
    }

    private static string[] Listed(string part) => part.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
