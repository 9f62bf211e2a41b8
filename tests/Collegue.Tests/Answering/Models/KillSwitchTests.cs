using Collegue.Answering;
using Collegue.Answering.Writing.Rewriting;
using Collegue.Scripted;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Collegue.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Tests.Answering.Models;

/// <summary>An administrator stops models, or all answers; what runs ends within a second, on every node.</summary>
public sealed class KillSwitchTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const string Asked = "Combien coûte un repas à la cantine ?";
    private const string Price = "Le repas à la cantine coûte 3,20 € pour un enfant de la commune.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task Answers_under_way_on_another_node_end_within_a_second_and_extraction_answers(Engine engine)
    {
        await using var model = await ScriptedModel.StartAsync(Scripts.StallsAfter(Scripts.Line(Price, 1)));
        await using var node = await YardAsync(engine);
        await using var other = new ModelYard(node.Database, node.Organisation, Canteen());
        await node.ChooseAsync(model);

        var asking = node.StreamAsync(Asked);
        await model.ReceivedAsync(1, Token);
        await other.StopAsync();
        node.Clock.Advance(TimeSpan.FromMilliseconds(500));
        var answer = ((AnswerEvent.Finished)(await asking)[^1]).Answer;

        Assert.Equal((AnswerStatus.Answered, Answerer.Extractive), (answer.Status, answer.Engine));
        Assert.Contains(answer.Notices, notice => notice.Contains("arrêtés par un administrateur", StringComparison.Ordinal));
        await model.ClosedAsync(Token);
        await using var session = await node.Database.OpenAsync(node.Organisation);
        Assert.Contains(await session.Db.AuditEntries.Select(entry => entry.Action).ToListAsync(Token), action => action == "models.stopped");
    }

    [Theory, BothEngines]
    public async Task Answers_under_way_are_suspended_when_all_answers_are_stopped(Engine engine)
    {
        await using var model = await ScriptedModel.StartAsync(Scripts.StallsAfter(Scripts.Line(Price, 1)));
        await using var yard = await YardAsync(engine);
        await yard.ChooseAsync(model);

        var asking = yard.StreamAsync(Asked);
        await model.ReceivedAsync(1, Token);
        await yard.StopAsync(StopLevel.Answers);
        yard.Clock.Advance(TimeSpan.FromMilliseconds(500));
        var answer = ((AnswerEvent.Finished)(await asking)[^1]).Answer;

        Assert.Equal(AnswerStatus.Refused, answer.Status);
        Assert.Empty(answer.Sentences);
        Assert.Contains("suspendues", answer.Text, StringComparison.Ordinal);
        Assert.Contains("05 36 49 10 00", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_organisation_calls_no_model_until_somebody_resumes()
    {
        await using var model = await ScriptedModel.StartAsync(Scripts.Says(Scripts.Line(Price, 1)));
        await using var yard = await YardAsync(Engine.Sqlite);
        await yard.ChooseAsync(model);

        var stop = await yard.StopAsync();
        yard.Clock.Advance(TimeSpan.FromMilliseconds(500));
        var stopped = await yard.AskAsync(Asked);
        await using (var scope = yard.Scope())
        {
            var rewriting = await scope.ServiceProvider.GetRequiredService<IRewriter>().RewriteAsync(new RewriteRequest(Price, RewriteKind.Plain), Token);
            Assert.Equal(new RewriteOutcome.Unavailable(RewriteObstacle.Stopped), rewriting);
        }

        await yard.ResumeAsync(stop);
        yard.Clock.Advance(TimeSpan.FromMilliseconds(500));
        var resumed = await yard.AskAsync(Asked);

        Assert.Equal((AnswerStatus.Answered, Answerer.Extractive), (stopped.Status, stopped.Engine));
        Assert.Equal(Answerer.Generative, resumed.Engine);
        Assert.Single(model.Requests);
    }

    [Fact]
    public async Task A_stop_holds_for_those_below_and_for_nobody_else()
    {
        var database = await storage.OnAsync(Engine.Sqlite);
        var parent = await database.AddOrganisationAsync();
        var child = await database.AddOrganisationAsync(parent);
        await using var above = new ModelYard(database, parent, Canteen());
        await using var below = new ModelYard(database, child, Canteen());
        await using var beside = await YardAsync(Engine.Sqlite);

        await above.StopAsync(StopLevel.Answers);

        Assert.Equal(AnswerStatus.Refused, (await below.AskAsync(Asked)).Status);
        Assert.Equal(AnswerStatus.Answered, (await beside.AskAsync(Asked)).Status);
    }

    [Theory, BothEngines]
    public async Task Only_an_organisation_without_a_parent_stops_the_whole_instance(Engine engine)
    {
        await using var database = await TestDatabase.OnAsync(engine);
        await using (var instance = database.OpenInstance())
            await instance.Db.Database.MigrateAsync(Token);
        var parent = await database.AddOrganisationAsync();
        var child = await database.AddOrganisationAsync(parent);
        await using var root = new ModelYard(database, parent, Canteen());
        await using var other = new ModelYard(database, await database.AddOrganisationAsync(), Canteen());

        await Assert.ThrowsAsync<InvalidOperationException>(() => root.StopAsync(StopLevel.Answers, by: child, wholeInstance: true));
        Assert.Equal(AnswerStatus.Answered, (await other.AskAsync(Asked)).Status);
        await root.StopAsync(StopLevel.Answers, wholeInstance: true);
        other.Clock.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Equal(AnswerStatus.Refused, (await other.AskAsync(Asked)).Status);
    }

    private static Shelf Canteen() => new Shelf().Add("cantine/tarifs", "Cantine scolaire : tarifs et réservation", local: true, new Leaf(Price));

    private async Task<ModelYard> YardAsync(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        return new ModelYard(database, await database.AddOrganisationAsync(), Canteen());
    }
}
