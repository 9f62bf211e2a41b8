using System.CommandLine;
using Collegue.Answering;
using Collegue.Answering.Models;
using Collegue.Bench.Streaming;
using Collegue.Storage;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;

namespace Collegue.Commands;

/// <summary>How long a reader waits for the first word and for the first sentence, with a model of a known pace and without one.</summary>
internal static class BenchStream
{
    private const double MostOverhead = 15;
    private const double MostWithoutModel = 300;

    private static readonly TimeSpan FirstToken = TimeSpan.FromMilliseconds(40);

    public static Command Create()
    {
        var file = new Option<string>("--questions") { Description = "JSONL file with \"id\" and \"text\".", Required = true };
        var pairs = new Option<int>("--pairs") { Description = "Calls of the model server, directly and through us in turns.", DefaultValueFactory = _ => 200 };
        var (data, json, organisation) = (DataOption.Create(), DataOption.CreateJson(), DataOption.CreateOrganisation());
        var command = new Command("stream", "Time the first token and the first sentence, beside the model server's own, on a copy of an instance.") { file, pairs, organisation, data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var copy = new InstanceCopy();
            await copy.FillAsync(parsed.GetValue(data)!, withIndex: true, cancellation);
            using var host = await Instance.OpenAsync(copy.Folder, cancellation);
            var owner = await host.Services.OrganisationAsync(parsed.GetValue(organisation), cancellation);
            var questions = await QuestionsAsync(parsed.GetValue(file)!, owner, host.Services.GetRequiredService<TimeProvider>(), cancellation);
            Task Work(Func<Answerer, Task> act) => InAsync(host.Services, owner, act);

            // Once for what is read and compiled at the first question.
            await StreamBench.FirstSentencesAsync(Work, questions, Answerer.Extractive, cancellation);
            var without = await StreamBench.FirstSentencesAsync(Work, questions, Answerer.Extractive, cancellation);

            await using var server = new PacedModel(FirstToken);
            await DeclareAsync(host.Services, owner, server.Address, cancellation);
            var models = host.Services.GetRequiredService<ChatModels>();
            var chosen = await models.ForAsync(AnswerFeature.Ask, owner.Id, owner.Ancestors, new ChatMaterial([], OnlyPublished: true), cancellation);
            var (direct, ours) = await StreamBench.FirstTokensAsync(server.Address, chosen.Ready[0], questions[0].Text, parsed.GetValue(pairs), cancellation);
            await StreamBench.FirstSentencesAsync(Work, questions, Answerer.Generative, cancellation);
            var with = await StreamBench.FirstSentencesAsync(Work, questions, Answerer.Generative, cancellation);

            var report = StreamBench.Report(direct, ours, questions.Count, with, without);
            BenchTable.Print(report, parsed.GetValue(json));
            return report.OverheadMedian < MostOverhead && report.WithoutModelP95 < MostWithoutModel ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    private static async Task<List<Question>> QuestionsAsync(string file, OrganisationView owner, TimeProvider clock, CancellationToken cancellation)
    {
        var questions = new List<Question>();
        await foreach (var (_, text) in QuestionFile.ReadAsync(file, cancellation))
        {
            questions.Add(new Question(text, owner.Id, owner.Ancestors, clock.Today()) { Office = owner.Office() });
        }

        return questions;
    }

    private static async Task InAsync(IServiceProvider services, OrganisationView owner, Func<Answerer, Task> act)
    {
        await using var scope = services.CreateScope(owner);
        await act(scope.ServiceProvider.GetRequiredService<Answerer>());
    }

    /// <summary>A model that costs money, on a server that must not see personal data: everything that can stand in the way does.</summary>
    private static async Task DeclareAsync(IServiceProvider services, OrganisationView owner, Uri address, CancellationToken cancellation)
    {
        await using var scope = services.CreateScope(owner);
        var db = scope.ServiceProvider.GetRequiredService<CollegueDb>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var server = new ModelServer
        {
            OrganisationId = owner.Id,
            Id = Guid.CreateVersion7(now),
            Name = "bench",
            BaseAddress = address.AbsoluteUri,
            Place = InferencePlace.OnPremises,
            MayReceive = DataAllowance.MaskedPersonalData,
            FirstTokenSeconds = 30,
            TotalSeconds = 60,
            Enabled = true,
            CreatedAt = now,
        };
        var model = new LanguageModel
        {
            OrganisationId = owner.Id,
            Id = Guid.CreateVersion7(now),
            ServerId = server.Id,
            Name = "petit",
            ShownName = "bench",
            InputMicros = 100_000,
            OutputMicros = 300_000,
            ContextTokens = 8_192,
            Enabled = true,
        };
        db.AddRange(server, model, new ModelChoice { OrganisationId = owner.Id, Feature = ModelFeature.Ask, ModelId = model.Id, Position = 0 });
        await db.SaveChangesAsync(cancellation);
        services.GetRequiredService<ModelCatalogue>().Refresh();
    }
}
