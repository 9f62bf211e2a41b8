using System.Text.Json.Serialization;
using Collegue.Answering;

namespace Collegue.Commands;

/// <summary>An answer as <c>ask --json</c> writes it.</summary>
/// <param name="Id">Of the line of a file; null for one question.</param>
internal sealed record AnswerWire(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id, string Status, string Engine, string Text,
    IReadOnlyList<AnswerWire.SentenceWire> Sentences, IReadOnlyList<AnswerWire.CheckWire> Checks)
{
    public static AnswerWire Of(Answer answer, string? id = null) => new(
        id, answer.Status.WireName(), answer.Engine, answer.Text,
        [.. answer.Sentences.Select(sentence => new SentenceWire(sentence.Text, sentence.Supported,
            [.. sentence.Citations.Select(citation => new CitationWire(citation.Document, citation.Title, citation.Url, citation.Updated, citation.Quote))]))],
        [.. answer.Checks.Select(check => new CheckWire(check.Sentence, check.Kind, check.Value, check.Passed))]);

    internal sealed record SentenceWire(string Text, bool Supported, IReadOnlyList<CitationWire> Citations);

    internal sealed record CitationWire(string Document, string Title, string? Url, DateOnly? Updated, string Quote);

    internal sealed record CheckWire(int Sentence, string Kind, string Value, bool Passed);
}
