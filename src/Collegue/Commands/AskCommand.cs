using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization;
using Collegue.Answering;
using Collegue.Storage.Organisations;

namespace Collegue.Commands;

internal static class AskCommand
{
    public static Command Create() => TextVerb.Create(
        "ask", "Answer a question with quoted, checked sentences, or say that no source answers.", "question", OpenAsync);

    private static async Task<TextAnswerer> OpenAsync(IServiceProvider services, string? slug, CancellationToken cancellation)
    {
        var organisation = await services.OrganisationAsync(slug, cancellation);
        var clock = services.GetRequiredService<TimeProvider>();
        return async (text, ct) =>
        {
            await using var scope = services.CreateScope(organisation);
            var question = new Question(text, organisation.Id, organisation.Ancestors, clock.Today()) { Office = organisation.Office() };
            var answer = await scope.ServiceProvider.GetRequiredService<Answerer>().AskAsync(question, ct);
            return new TextAnswer(Describe(answer), id => Wire.Line(Json(id, answer)));
        };
    }

    private static string Describe(Answer answer)
    {
        var sources = answer.Sentences.SelectMany(sentence => sentence.Citations).DistinctBy(citation => citation.Document).Select(citation =>
            $"  {citation.Title} ({citation.Document}{(citation.Updated is { } date ? $", {date.ToString("O", CultureInfo.InvariantCulture)}" : "")}) {citation.Url}");
        var engine = answer.Model is { } model ? $"{answer.Engine}: {model.Model}" : answer.Engine;
        return $"[{answer.Status.WireName()}, {engine}]\n{string.Concat(answer.Notices.Select(notice => $"({notice})\n"))}{answer.Text}{(answer.Sentences.Count == 0 ? "" : $"\n\nSources:\n{string.Join('\n', sources)}")}";
    }

    private static AnswerJson Json(string? id, Answer answer) => new(
        id, answer.Status.WireName(), answer.Engine, answer.Model?.Model, answer.Notices.Count == 0 ? null : answer.Notices, answer.Text,
        [.. answer.Sentences.Select(sentence => new SentenceJson(sentence.Text, sentence.Supported,
            [.. sentence.Citations.Select(citation => new CitationJson(citation.Document, citation.Title, citation.Url, citation.Updated, citation.Quote))]))],
        [.. answer.Checks.Select(check => new CheckJson(check.Sentence, check.Kind, check.Value, check.Passed))]);

    private sealed record AnswerJson(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id, string Status, string Engine,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Model,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Notices, string Text,
        IReadOnlyList<SentenceJson> Sentences, IReadOnlyList<CheckJson> Checks);

    private sealed record SentenceJson(string Text, bool Supported, IReadOnlyList<CitationJson> Citations);

    private sealed record CitationJson(string Document, string Title, string? Url, DateOnly? Updated, string Quote);

    private sealed record CheckJson(int Sentence, string Kind, string Value, bool Passed);
}
