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
        // What surrounds a question, as who asks and since when, is in no source.
        return Asking(essence).Any(asked => Evidence.Of(findings, asked, question.Subject, embedder).Ways.Any());
    }

    private static IEnumerable<string> Asking(string essence) =>
        SentenceSplitter.Split(essence).Select(span => span.In(essence)).Where(sentence => sentence.EndsWith('?')).Prepend(essence);
}
