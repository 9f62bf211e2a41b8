namespace Collegue.Answering.Grounding;

/// <summary>What one stored passage can prove, read when first asked.</summary>
internal sealed class SourceFacts(StoredPassage passage)
{
    private readonly Lazy<HashSet<(string Kind, string Canonical)>> _facts = new(() =>
        [.. Texts(passage).SelectMany(FactFinder.Find).Select(fact => (fact.Kind, fact.Canonical))]);

    private readonly Lazy<string> _text = new(() => FactText.Plain(string.Join('\n', Texts(passage))));

    public StoredPassage Passage => passage;

    public bool HasQuote(AnswerCitation citation) =>
        citation.DocumentId == passage.DocumentId
        && !string.IsNullOrWhiteSpace(citation.Quote)
        && citation.Start >= 0
        && citation.Start <= passage.Text.Length - citation.Quote.Length
        && string.CompareOrdinal(passage.Text, citation.Start, citation.Quote, 0, citation.Quote.Length) == 0;

    public bool LeadsTo(string link) => Same(link, passage.Url) || Same(link, passage.DocumentUrl) || passage.Text.Contains(link, StringComparison.Ordinal);

    public bool Has(Fact fact)
    {
        if (_facts.Value.Contains((fact.Kind, fact.Canonical)))
            return true;
        return fact.Kind switch
        {
            CheckKinds.Date => _facts.Value.Any(there => there.Kind == fact.Kind && DateFacts.Holds(there.Canonical, fact.Canonical)),
            CheckKinds.Link => Same(fact.Canonical, passage.Url) || Same(fact.Canonical, passage.DocumentUrl),
            CheckKinds.Address => HasWhole(FactText.Address(_text.Value.Replace('\n', ' ')), fact.Canonical),
            CheckKinds.Phone => HasPhone(fact.Canonical),
            _ => false,
        };
    }

    /// <summary>A short number can stand in a source without the words that told it was one.</summary>
    private bool HasPhone(string digits)
    {
        var text = _text.Value.Replace(" ", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        return digits.Length >= 4 ? HasWhole(text, digits) : HasWhole(_text.Value, digits);
    }

    private static bool HasWhole(string text, string wanted)
    {
        for (var at = text.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = text.IndexOf(wanted, at + 1, StringComparison.Ordinal))
        {
            var end = at + wanted.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                return true;
        }
        return false;
    }

    private static bool Same(string link, string? other) => other is not null && FactText.Link(FactText.Plain(link)) == FactText.Link(FactText.Plain(other));

    private static IEnumerable<string> Texts(StoredPassage passage) =>
        new[] { passage.Text, passage.Heading, passage.Situation, passage.DocumentTitle }.OfType<string>();
}
