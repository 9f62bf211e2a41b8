using Collegue.Answering.Grounding;
using Collegue.Answering.Writing.Reading;

namespace Collegue.Answering.Writing.Rewriting;

/// <summary>Amounts, dates, delays, contacts and other numbers of two versions of a text, as each writes them.</summary>
/// <param name="Lost">In the original and not in the new version.</param>
/// <param name="Added">In the new version and not in the original.</param>
public sealed record FactComparison(IReadOnlyList<string> Lost, IReadOnlyList<string> Added)
{
    public bool IsSame => Lost.Count == 0 && Added.Count == 0;

    /// <summary>Between two French texts: a fact is the same however it is written.</summary>
    public static FactComparison Of(string original, string rewritten) => Between(French(original), French(rewritten));

    /// <summary>
    /// Between a French text and its translation: contacts as they are, and figures whatever separates them, because dates and
    /// amounts are written otherwise in each language.
    /// </summary>
    public static FactComparison OfTranslation(string original, string translated) => Between(Figures(original), Figures(translated));

    private static FactComparison Between(List<(string Canonical, string Value)> before, List<(string Canonical, string Value)> after)
    {
        return new FactComparison(Missing(before, after), Missing(after, before));

        static IReadOnlyList<string> Missing(List<(string Canonical, string Value)> from, List<(string Canonical, string Value)> where)
        {
            var there = where.Select(fact => fact.Canonical).ToHashSet(StringComparer.Ordinal);
            return [.. from.Where(fact => !there.Contains(fact.Canonical)).Select(fact => fact.Value).Distinct()];
        }
    }

    private static List<(string Canonical, string Value)> French(string text)
    {
        var facts = FactFinder.Find(text);
        var free = new bool[text.Length];
        foreach (var fact in facts)
            free.AsSpan(fact.Start, fact.Value.Length).Fill(true);
        return
        [
            .. facts.Select(fact => ($"{fact.Kind} {fact.Canonical}", fact.Value)),
            .. WordScan.Of(text).Where(word => word.IsNumber && !free[word.Start]).Select(word => ($"number {word.Form}", word.Form)),
        ];
    }

    private static List<(string Canonical, string Value)> Figures(string text)
    {
        var facts = FactFinder.Find(text).Where(fact => fact.Kind is CheckKinds.Email or CheckKinds.Link or CheckKinds.Phone).ToList();
        var contacts = new bool[text.Length];
        foreach (var fact in facts)
            contacts.AsSpan(fact.Start, fact.Value.Length).Fill(true);
        return
        [
            .. facts.Select(fact => ($"{fact.Kind} {fact.Canonical}", fact.Value)),
            .. Runs(text, contacts).Select(run => (run.Digits, run.Value)),
        ];
    }

    /// <summary>Runs of decimal digits of any script, as ASCII digits without leading zeros nor what separates thousands and decimals.</summary>
    private static IEnumerable<(string Digits, string Value)> Runs(string text, bool[] taken)
    {
        for (var at = 0; at < text.Length;)
        {
            if (taken[at] || !char.IsDigit(text[at]))
            {
                at++;
                continue;
            }
            var start = at;
            var digits = new System.Text.StringBuilder();
            while (at < text.Length && !taken[at] && (char.IsDigit(text[at]) || Separates(text, at)))
            {
                if (char.IsDigit(text[at]))
                    digits.Append((int)char.GetNumericValue(text[at]));
                at++;
            }
            yield return (digits.ToString().TrimStart('0'), text[start..at]);
        }
    }

    private static bool Separates(string text, int at) =>
        text[at] is ' ' or '\u00A0' or '\u202F' or '.' or ',' or '٫' or '٬' && at + 3 < text.Length
        && char.IsDigit(text[at + 1]) && char.IsDigit(text[at + 2]) && (char.IsDigit(text[at + 3]) || text[at] is '.' or ',' or '٫');
}
