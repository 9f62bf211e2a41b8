using System.CommandLine;
using System.Globalization;
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
            return new TextAnswer(Describe(answer), id => Wire.Line(AnswerWire.Of(answer, id)));
        };
    }

    private static string Describe(Answer answer)
    {
        var sources = answer.Sentences.SelectMany(sentence => sentence.Citations).DistinctBy(citation => citation.Document).Select(citation =>
            $"  {citation.Title} ({citation.Document}{(citation.Updated is { } date ? $", {date.ToString("O", CultureInfo.InvariantCulture)}" : "")}) {citation.Url}");
        var closest = string.Concat((answer.Orientation?.Closest ?? []).Select(close => $"\n  {close.Title} ({close.Document}) {close.Url}"));
        var engine = answer.Model is { } model ? $"{answer.Engine}: {model.Model}" : answer.Engine;
        return $"[{answer.Status.WireName()}, {engine}]\n{string.Concat(answer.Notices.Select(notice => $"({notice})\n"))}{answer.Text}{(closest.Length == 0 ? "" : $"\n\nDocuments on a related subject:{closest}")}{(answer.Sentences.Count == 0 ? "" : $"\n\nSources:\n{string.Join('\n', sources)}")}";
    }
}
