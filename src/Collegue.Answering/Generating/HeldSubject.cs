using Collegue.Answering.Composing;
using Collegue.Answering.Extracting;
using Collegue.Knowledge.Embedding;

namespace Collegue.Answering.Generating;

/// <summary>
/// Whether what was found holds the subject of a question, judged as extraction judges it. A model always finds something to say of
/// passages about something else, with true quotes: it is not asked.
/// </summary>
internal static class HeldSubject
{
    public static bool IsIn(Findings findings, string essence, Question question, TextEmbedder embedder)
    {
        // A question about a file need not say what the file is about.
        if (question.Attached.Count > 0)
            return true;
        if (findings.Documents.Count == 0)
            return false;
        // What surrounds a question, as who asks and since when, is in no source.
        return Asking(essence).Any(asked => IsIn(findings, asked, question.Subject, embedder));
    }

    private static IEnumerable<string> Asking(string essence) =>
        SentenceSplitter.Split(essence).Select(span => span.In(essence)).Where(sentence => sentence.EndsWith('?')).Prepend(essence);

    private static bool IsIn(Findings findings, string asked, IReadOnlyList<string> subject, TextEmbedder embedder)
    {
        var documents = findings.Documents.Select(document => new ReadDocument(document)).ToList();
        var read = Misspellings.Mend(QuestionReader.Read(asked, subject, findings.Frequencies), findings.Frequencies, documents);
        var highest = findings.Documents.Max(document => document.Score);
        return Evidence.Weigh(
            [.. documents.Select(document => DocumentFit.Of(document, read, highest))],
            new Answerability(read, findings.Frequencies, embedder)).Any();
    }
}
