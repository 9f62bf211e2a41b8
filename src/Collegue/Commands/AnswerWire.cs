using System.Text.Json.Serialization;
using Collegue.Answering;

namespace Collegue.Commands;

/// <summary>An answer as <c>ask --json</c> writes it. What is null is left out.</summary>
/// <param name="Id">Of the line of a file; null for one question.</param>
/// <param name="Model">The model that wrote it.</param>
/// <param name="Notices">What the reader should know of how it was made.</param>
/// <param name="Choices">Cases to choose from, each with the question that asks about it alone.</param>
/// <param name="Closest">Documents on a related subject, when none answers.</param>
internal sealed record AnswerWire(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id, string Status, string Engine,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Model, string Text,
    IReadOnlyList<AnswerWire.SentenceWire> Sentences,
    IReadOnlyList<AnswerWire.CheckWire> Checks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Notices,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<AnswerWire.ChoiceWire>? Choices,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<AnswerWire.CloseWire>? Closest)
{
    public static AnswerWire Of(Answer answer, string? id = null) => new(
        id, answer.Status.WireName(), answer.Engine, answer.Model?.Model, answer.Text,
        [.. answer.Sentences.Select(sentence => new SentenceWire(sentence.Text, sentence.Supported,
            [.. sentence.Citations.Select(citation => new CitationWire(citation.Document, citation.Title, citation.Url, citation.Updated, citation.Quote))]))],
        [.. answer.Checks.Select(check => new CheckWire(check.Sentence, check.Kind, check.Value, check.Passed))],
        Some(answer.Notices),
        Some(answer.Choices.Select(choice => new ChoiceWire(choice.Label, choice.Question))),
        Some((answer.Orientation?.Closest ?? []).Select(close => new CloseWire(close.Document, close.Title, close.Url))));

    private static IReadOnlyList<T>? Some<T>(IEnumerable<T> items) => items.ToList() is { Count: > 0 } some ? some : null;

    internal sealed record SentenceWire(string Text, bool Supported, IReadOnlyList<CitationWire> Citations);

    internal sealed record CitationWire(string Document, string Title, string? Url, DateOnly? Updated, string Quote);

    internal sealed record CheckWire(int Sentence, string Kind, string Value, bool Passed);

    internal sealed record ChoiceWire(string Label, string Question);

    internal sealed record CloseWire(string Document, string Title, string? Url);
}
