using System.Globalization;
using System.Text.Json;
using Collegue.Answering;
using Collegue.Answering.Composing;

namespace Collegue.Gateway.Local;

/// <summary>An answer as the text of a chat, cut after each sentence, with where each sentence is proven.</summary>
internal sealed class CitedAnswer
{
    private readonly List<(int Start, int End, AnswerCitation Citation)> annotations = [];

    public CitedAnswer(Answer answer, CultureInfo culture)
    {
        Answer = answer;
        var pieces = new List<string>();
        var said = 0;
        for (var at = 0; at < answer.Sentences.Count; at++)
        {
            var until = AnswerLayout.Of([.. answer.Sentences.Take(at + 1)], culture);
            if (!answer.Text.StartsWith(until, StringComparison.Ordinal))
            {
                break;
            }

            var piece = until[said..];
            var start = said + Math.Max(0, piece.IndexOf(answer.Sentences[at].Text, StringComparison.Ordinal));
            annotations.AddRange(answer.Sentences[at].Citations.Select(citation => (start, Math.Min(until.Length, start + answer.Sentences[at].Text.Length), citation)));
            pieces.Add(piece);
            said = until.Length;
        }

        if (said < answer.Text.Length)
        {
            pieces.Add(answer.Text[said..]);
        }

        Pieces = pieces;
    }

    public Answer Answer { get; }

    /// <summary>Joined, they are the text.</summary>
    public IReadOnlyList<string> Pieces { get; }

    public bool IsCited => annotations.Exists(annotation => annotation.Citation.Url is not null);

    /// <summary>Offsets are in UTF-16 code units of the text, as JavaScript counts.</summary>
    public void WriteAnnotations(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("annotations");
        foreach (var (start, end, citation) in annotations)
        {
            // Without address there is nothing to link to: the citations have it.
            if (citation.Url is null)
            {
                continue;
            }

            writer.WriteStartObject();
            writer.WriteString("type", "url_citation");
            writer.WriteStartObject("url_citation");
            writer.WriteNumber("start_index", start);
            writer.WriteNumber("end_index", end);
            writer.WriteString("title", citation.Title);
            writer.WriteString("url", citation.Url);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The fields that only this model has: <c>collegue_status</c> and <c>citations</c>.</summary>
    public void WriteProof(Utf8JsonWriter writer)
    {
        writer.WriteString("collegue_status", Answer.Status.WireName());
        writer.WriteStartArray("citations");
        foreach (var citation in Answer.Sentences.SelectMany(sentence => sentence.Citations))
        {
            writer.WriteStartObject();
            writer.WriteString("document", citation.Document);
            writer.WriteString("title", citation.Title);
            writer.WriteString("url", citation.Url);
            writer.WriteString("updated", citation.Updated?.ToString("O", CultureInfo.InvariantCulture));
            writer.WriteString("quote", citation.Quote);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
