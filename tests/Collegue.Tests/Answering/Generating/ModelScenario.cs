using Collegue.Answering;
using Collegue.Answering.Generating;
using Collegue.Scripted;
using Collegue.Storage.Models;
using Collegue.Tests.Answering.Models;
using Collegue.Tests.Storage;
using Xunit;

namespace Collegue.Tests.Answering.Generating;

/// <summary>A question about the canteen, its source, and models that answer as scripted.</summary>
public abstract class ModelScenario(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private protected const string Asked = "Combien coûte un repas à la cantine ?";
    private protected const string Price = "Le repas à la cantine coûte 3,20 € pour un enfant de la commune.";
    private protected const string Booking = "La réservation se fait avant le jeudi midi.";

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected async Task<ModelYard> YardAsync(Shelf? shelf = null, UnsupportedSentences unsupported = UnsupportedSentences.Quote)
    {
        var database = await storage.OnAsync(Engine.Sqlite);
        return new ModelYard(database, await database.AddOrganisationAsync(), shelf ?? Canteen(), unsupported);
    }

    private protected static Shelf Canteen() => new Shelf().Add("cantine/tarifs", "Cantine scolaire : tarifs et réservation", local: true, new Leaf($"{Price} {Booking}"));

    private protected static Answer Finished(IReadOnlyList<AnswerEvent> events)
    {
        Assert.DoesNotContain(events.SkipLast(1), happened => happened is AnswerEvent.Finished);
        return Assert.IsType<AnswerEvent.Finished>(events[^1]).Answer;
    }

    private protected static void AssertExtracted(Answer answer, string notice)
    {
        Assert.Equal((AnswerStatus.Answered, Answerer.Extractive), (answer.Status, answer.Engine));
        Assert.Null(answer.Model);
        Assert.Contains(answer.Notices, said => said.Contains(notice, StringComparison.Ordinal));
        Assert.Contains(answer.Sentences, sentence => sentence.Text == Price);
        Assert.All(answer.Sentences, sentence => Assert.True(sentence.Supported));
    }

    private protected static async Task EndedAsync(params ScriptedModel[] models)
    {
        foreach (var model in models)
        {
            await model.ClosedAsync(Token);
            Assert.Equal(0, model.Open);
        }
    }
}
