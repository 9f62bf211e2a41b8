using Collegue.Answering.Extracting;
using Collegue.Knowledge.Embedding;

namespace Collegue.Answering.Composing;

/// <summary>Which documents speak: those of the answer itself, and the one that adds to it.</summary>
/// <remarks>
/// Search scores do not separate right from wrong. For a national sheet, <see cref="Answerability"/> decides. A local collection is small
/// and its titles are short: there it is how much of the question's weight one document covers with its title and one passage, and
/// whether the word that weighs most is among it.
/// </remarks>
internal sealed record Evidence(IReadOnlyList<DocumentFit> Main, IReadOnlyList<DocumentFit> Complement)
{
    /// <summary>It may be about a related subject only.</summary>
    public bool IsDoubtful { get; init; }

    private const double EnoughFromLocal = 0.45;
    private const int MostTried = 3;
    private const double EnoughAboutLocal = 0.1;
    private const double EnoughWithout = 0.82;
    private const double LocalShare = 0.65;

    /// <summary>The question as it is read among what was found, and the ways to answer, best first; none when nothing supports an answer.</summary>
    public static (ReadQuestion Read, IEnumerable<Evidence> Ways) Of(Findings findings, string asked, IReadOnlyList<string> subject, TextEmbedder embedder)
    {
        var documents = findings.Documents.Select(document => new ReadDocument(document)).ToList();
        var read = Misspellings.Mend(QuestionReader.Read(asked, subject, findings.Frequencies), findings.Frequencies, documents);
        var highest = findings.Documents.Select(document => document.Score).DefaultIfEmpty().Max();
        return (read, Weigh([.. documents.Select(document => DocumentFit.Of(document, read, highest))], new Answerability(read, findings.Frequencies, embedder)));
    }

    private static IEnumerable<Evidence> Weigh(IReadOnlyList<DocumentFit> fits, Answerability answerability)
    {
        var able = fits.Where(fit => fit.Document.HasText).OrderByDescending(fit => fit.Score).ToList();
        var local = able.Where(fit => fit.Document.Source.IsLocal && Supports(fit)).ToList();
        var odds = able.Where(fit => !fit.Document.Source.IsLocal).Select(fit => (Fit: fit, Odds: answerability.Of(fit)))
            .Where(pair => pair.Odds >= answerability.Enough).ToList();
        var national = odds.ConvertAll(pair => pair.Fit);
        if (local.Count > 0 && (national.Count == 0 || SameSubject(local[0], national[0])))
        {
            var main = local.Where(fit => fit == local[0] || (fit.Score >= local[0].Score * 0.8 && fit.Wide >= local[0].Wide - 0.05)).Take(3);
            yield return new Evidence([.. main], [.. national.Where(fit => fit.TitleMatch >= 0.25 && fit.TitleUsed >= 0.6 && fit.Wide >= local[0].Wide * 0.9).Take(1)]);
        }
        foreach (var (fit, likely) in odds.Take(MostTried))
            yield return new Evidence([fit], []) { IsDoubtful = likely < Answerability.Sure };
        foreach (var fit in local.Take(MostTried))
            yield return new Evidence([fit], []);
    }

    private static bool SameSubject(DocumentFit local, DocumentFit national) =>
        local.Wide >= national.Wide * LocalShare && (local.RarestCovered || !national.RarestCovered);

    private static bool Supports(DocumentFit local) =>
        local.About >= EnoughAboutLocal && local.Wide >= (local.RarestCovered ? EnoughFromLocal : EnoughWithout);
}
