using Collegue.Access;
using Collegue.Answering;
using Collegue.Answering.Extracting;
using Collegue.Answering.Grounding;
using Collegue.Api;
using Collegue.Commands;
using Collegue.Knowledge.Embedding;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;

namespace Collegue.Gateway.Local;

/// <summary>
/// The answer quoted from the sources of the organisation, as a chat. It reads what the key may read, and never asks a language model. That no
/// source answers is an answer too.
/// </summary>
internal sealed class SearchAnswerModel(TextEmbedder embedder, TimeProvider clock) : LocalModel
{
    public override string Name => "collegue-search-answer";

    public override ModelKind Kind => ModelKind.TextGeneration;

    public override bool Answers(GatewayCallKind kind) => kind is GatewayCallKind.Chat or GatewayCallKind.Completion;

    public override async Task<LocalOutcome> AnswerAsync(LocalRequest request, HttpContext http, CancellationToken cancellation)
    {
        var (asked, refusal) = AskedConversation.Read(request);
        if (asked is null)
        {
            return new LocalOutcome(0, 0, refusal);
        }

        var organisation = http.RequestServices.GetRequiredService<CurrentOrganisation>().Required;
        var now = clock.GetUtcNow();
        var question = new Question(asked.Question, organisation.Id, organisation.Ancestors, clock.Today())
        {
            Office = organisation.Office(),
            Within = new SourceFilter(ForAgents: ReadingRights.Of(http.User).ForAgents),
            Earlier = asked.Earlier,
        };
        var extracting = new Answerer(http.RequestServices.GetRequiredService<IPassageFinder>(), http.RequestServices.GetRequiredService<Grounder>(), embedder);
        var answer = new CitedAnswer(await extracting.AskAsync(question, cancellation), question.Culture);
        var writing = new AnswerWriting(answer, Name, request.Kind == GatewayCallKind.Chat, Guid.CreateVersion7(now), now, (asked.Words, LocalModels.Words(answer.Answer.Text)));
        if (asked.Streamed)
        {
            await writing.StreamAsync(http, asked.WithUsage, cancellation);
        }
        else
        {
            await http.WriteAsync(writing.WriteWhole, cancellation);
        }

        return new LocalOutcome(writing.Words.Input, writing.Words.Output);
    }
}
