using System.Text.RegularExpressions;
using Collegue.Answering.Grounding;
using Collegue.Answering.Writing;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Organisations;

namespace Collegue.Casework.Sending;

/// <summary>
/// What an agent says on the telephone: who calls, whom to make sure of, the reply one sentence at a time, and the figures, dates and
/// addresses to say slowly. Says nothing that the reply does not.
/// </summary>
/// <param name="Slowly">Facts as written in the reply, once each.</param>
public sealed partial record PhoneScript(string Opening, string Check, IReadOnlyList<string> Sentences, IReadOnlyList<string> Slowly, string Closing)
{
    public static PhoneScript Of(Case subject, Reply reply, Organisation organisation)
    {
        var culture = LetterTexts.CultureOf(subject.Language);
        var said = string.Join('\n', reply.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .TakeWhile(line => !Courtesy().IsMatch(line)).Where(line => !Greeting().IsMatch(line)));
        return new PhoneScript(
            LetterTexts.Get("script.opening", culture, organisation.Name, TownHallTime.At(subject.ReceivedAt), subject.Number),
            subject.CitizenName is { } name ? LetterTexts.Get("script.check", culture, name) : LetterTexts.Get("script.check.unnamed", culture),
            SentenceLines.Of(said).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            [.. FactFinder.Find(said).Select(fact => fact.Value).Distinct(StringComparer.Ordinal)],
            LetterTexts.Get("script.closing", culture, organisation.Phone ?? organisation.Name));
    }

    [GeneratedRegex(@"^(bonjour|bonsoir|madame|monsieur|chère?s?|hello|dear)\b[^.!?]{0,60}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Greeting();

    [GeneratedRegex(@"^(bien )?(cordialement|sincèrement|respectueusement|salutations|nous vous prions d.agréer|veuillez agréer|je vous prie d.agréer|yours|kind regards|best regards|regards)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Courtesy();
}
