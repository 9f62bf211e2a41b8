using Collegue.Answering.Extracting;

namespace Collegue.Answering.Composing;

/// <summary>Decides whether the documents found support an answer, and which of them speak.</summary>
/// <remarks>
/// Search scores do not separate right from wrong. What does is how much of the question's weight one document covers with its
/// title and one passage, and whether the word that weighs most is among it.
/// </remarks>
internal sealed record Evidence(IReadOnlyList<DocumentFit> Main, IReadOnlyList<DocumentFit> Complement)
{
    private const double EnoughWithRarest = 0.62;
    private const double EnoughWithout = 0.82;
    private const double LocalShare = 0.8;

    public static Evidence Weigh(IReadOnlyList<DocumentFit> fits)
    {
        var able = fits.Where(Supports).OrderByDescending(fit => fit.Score).ToList();
        if (able.Count == 0)
            return new Evidence([], []);
        var local = able.Where(fit => fit.Document.Source.IsLocal).ToList();
        var national = able.Where(fit => !fit.Document.Source.IsLocal).ToList();
        if (local.Count > 0 && (national.Count == 0 || local[0].Best >= national[0].Best * LocalShare))
        {
            var main = local.Where(fit => fit == local[0] || (fit.Score >= local[0].Score * 0.8 && fit.Best >= local[0].Best - 0.05)).Take(3);
            return new Evidence([.. main], [.. national.Where(fit => fit.Title >= 0.45 && fit.Best >= local[0].Best * 0.9).Take(1)]);
        }
        return new Evidence([national[0]], []);
    }

    private static bool Supports(DocumentFit fit) => fit.Best >= (fit.RarestCovered ? EnoughWithRarest : EnoughWithout);
}
