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

/// <summary>Which model is asked, what it receives and what it costs.</summary>
public sealed class ChosenModelsTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const string Asked = "Combien coûte un repas à la cantine ?";
    private const string Price = "Le repas à la cantine coûte 3,20 € pour un enfant de la commune.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task The_next_model_answers_when_the_first_cannot_be_reached(Engine engine)
    {
        await using var model = await ScriptedModel.StartAsync(Scripts.Says(Scripts.Line(Price, 1)));
        await using var yard = await YardAsync(engine);
        var gone = await yard.DeclareAsync("http://127.0.0.1:1/v1");
        var there = await yard.DeclareAsync(model.Address);
        await ChooseAsync(yard, ModelFeature.Ask, gone, there);

        var answer = await yard.AskAsync(Asked);

        Assert.Equal((Answerer.Generative, there.ShownName), (answer.Engine, answer.Model!.Model));
        Assert.Equal(new Dictionary<Guid, ModelOutcome> { [gone.Id] = ModelOutcome.Unreachable, [there.Id] = ModelOutcome.Answered },
            (await yard.UsesAsync()).ToDictionary(use => use.ModelId, use => use.Outcome));
    }

    [Theory, BothEngines]
    public async Task A_budget_that_is_spent_blocks_before_the_call_and_extraction_answers(Engine engine)
    {
        await using var model = await ScriptedModel.StartAsync(Scripts.Says(Scripts.Line(Price, 1)));
        await using var yard = await YardAsync(engine);
        var priced = await yard.DeclareAsync(model.Address, inputMicros: 1_000_000, outputMicros: 2_000_000);
        await ChooseAsync(yard, ModelFeature.Ask, priced);

        var before = await yard.AskAsync(Asked);
        var cost = Assert.Single(await yard.UsesAsync()).CostMicros;
        await LimitAsync(yard, cost + 5);
        var blocked = await yard.AskAsync(Asked);
        await LimitAsync(yard, 100_000);
        var again = await yard.AskAsync(Asked);

        Assert.Equal(900 + (60 * 2), cost);
        Assert.Equal([Answerer.Generative, Answerer.Extractive, Answerer.Generative], new[] { before, blocked, again }.Select(answer => answer.Engine));
        Assert.Contains(blocked.Notices, notice => notice.Contains("budget", StringComparison.Ordinal));
        Assert.Equal(2, model.Requests.Count);
        await using var session = await yard.Database.OpenAsync(yard.Organisation);
        var spent = await new ModelAccounts(session.Db, session.Scope, yard.Clock).ListAsync(Token);
        Assert.Equal(2 * cost, spent.Single(row => row.ModelId == Guid.Empty).SpentMicros);
    }

    [Fact]
    public async Task Each_feature_has_its_own_choice_and_what_is_disabled_is_not_asked()
    {
        await using var model = await ScriptedModel.StartAsync(Scripts.Says(Scripts.Line(Price, 1)));
        await using var yard = await YardAsync(Engine.Sqlite);
        var declared = await yard.DeclareAsync(model.Address);
        await ChooseAsync(yard, ModelFeature.Draft, declared);

        var ask = await yard.AskAsync(Asked);
        var draft = await yard.AskAsync(Asked, AnswerFeature.Draft);
        await yard.ChangeAsync(db => db.ModelServers.ExecuteUpdateAsync(set => set.SetProperty(row => row.Enabled, false), Token));
        var disabled = await yard.AskAsync(Asked, AnswerFeature.Draft);

        Assert.Equal([Answerer.Extractive, Answerer.Generative, Answerer.Extractive], new[] { ask, draft, disabled }.Select(answer => answer.Engine));
        Assert.Empty(disabled.Notices);
    }

    [Fact]
    public async Task A_child_uses_the_models_above_until_it_has_its_own()
    {
        await using var ofParent = await ScriptedModel.StartAsync(Scripts.Says(Scripts.Line(Price, 1)));
        await using var ofChild = await ScriptedModel.StartAsync(Scripts.Says(Scripts.Line(Price, 1)));
        var database = await storage.OnAsync(Engine.Sqlite);
        var parent = await database.AddOrganisationAsync();
        await using var above = new ModelYard(database, parent, Canteen());
        await using var below = new ModelYard(database, await database.AddOrganisationAsync(parent), Canteen());
        var inherited = await above.ChooseAsync(ofParent);

        var first = await below.AskAsync(Asked);
        var own = await below.ChooseAsync(ofChild);
        var second = await below.AskAsync(Asked);

        Assert.Equal(inherited[0].ShownName, first.Model!.Model);
        Assert.Equal(own[0].ShownName, second.Model!.Model);
        var uses = await below.UsesAsync();
        Assert.Equal([parent.Id, below.Organisation.Id], uses.Select(use => use.OwnerId).OrderBy(owner => owner == parent.Id ? 0 : 1));
        Assert.Empty(await above.UsesAsync());
    }

    [Fact]
    public async Task Personal_data_is_masked_for_a_server_that_must_not_see_it_and_restored_in_the_answer()
    {
        const string question = "Je m’appelle Camille Durand, mon numéro est le 06 12 34 56 78. Combien coûte un repas à la cantine ?";
        await using var model = await ScriptedModel.StartAsync(Scripts.Says(Scripts.Line(Price, 1)));
        await using var yard = await YardAsync(Engine.Sqlite);
        await ChooseAsync(yard, ModelFeature.Ask, await yard.DeclareAsync(model.Address, server => server.MayReceive = DataAllowance.MaskedPersonalData));

        var answer = await yard.AskAsync(question);

        Assert.Equal(Answerer.Generative, answer.Engine);
        Assert.DoesNotContain("Durand", model.Requests[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("06 12 34", model.Requests[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_for_public_texts_gets_no_personal_data_no_message_and_no_text_of_an_agent()
    {
        await using var model = await ScriptedModel.StartAsync(Scripts.Says(Scripts.Line(Price, 1)));
        await using var yard = await YardAsync(Engine.Sqlite);
        var declared = await yard.DeclareAsync(model.Address, server => server.MayReceive = DataAllowance.PublicTextsOnly);
        await ChooseAsync(yard, ModelFeature.Ask, declared);
        await ChooseAsync(yard, ModelFeature.Draft, declared);
        await ChooseAsync(yard, ModelFeature.Rewrite, declared);

        var harmless = await yard.AskAsync(Asked);
        var personal = await yard.AskAsync($"{Asked} Mon numéro est le 06 12 34 56 78.");
        var draft = await yard.AskAsync(Asked, AnswerFeature.Draft);
        var rewriting = await RewriteAsync(yard);

        Assert.Equal([Answerer.Generative, Answerer.Extractive, Answerer.Extractive], new[] { harmless, personal, draft }.Select(answer => answer.Engine));
        Assert.IsType<RewriteOutcome.Unavailable>(rewriting);
        Assert.Single(model.Requests);
    }

    [Fact]
    public async Task The_key_is_sent_to_its_server_and_kept_encrypted_for_it_alone()
    {
        await using var model = await ScriptedModel.StartAsync(Scripts.Says(Scripts.Line(Price, 1)));
        await using var yard = await YardAsync(Engine.Sqlite);
        ModelServer? kept = null;
        var declared = await yard.DeclareAsync(model.Address, server => (kept, server.ProtectedKey) = (server, yard.Keys.Protect(server.OrganisationId, server.Id, "sk-secret")));
        await ChooseAsync(yard, ModelFeature.Ask, declared);

        await yard.AskAsync(Asked);
        var stolen = await yard.DeclareAsync(model.Address, server => server.ProtectedKey = kept!.ProtectedKey);
        await ChooseAsync(yard, ModelFeature.Assistant, stolen);
        var answer = await yard.AskAsync(Asked, AnswerFeature.Assistant);

        Assert.Equal("Bearer sk-secret", Assert.Single(model.Requests).Authorization);
        Assert.DoesNotContain("secret", kept!.ProtectedKey!, StringComparison.Ordinal);
        Assert.Equal(Answerer.Extractive, answer.Engine);
        Assert.Contains(await yard.UsesAsync(), use => use.ModelId == stolen.Id && use.Outcome == ModelOutcome.KeyLost);
    }

    [Fact]
    public async Task A_text_is_rewritten_by_the_first_model_that_does_it()
    {
        await using var refusing = await ScriptedModel.StartAsync(Scripts.Says("Je ne peux pas modifier ce texte."));
        await using var english = await ScriptedModel.StartAsync(Scripts.Says("The meal is at 3,20 € for the children of the town."));
        await using var good = await ScriptedModel.StartAsync(Scripts.Says("<think>Voyons.</think>", "Un repas coûte 3,20 € à la cantine."));
        await using var yard = await YardAsync(Engine.Sqlite);
        var chosen = await yard.ChooseAsync(refusing, english, good);

        var rewriting = await RewriteAsync(yard);

        Assert.Equal(new RewriteOutcome.Rewritten("Un repas coûte 3,20 € à la cantine.", chosen[2].ShownName), rewriting);
        Assert.Contains("langage clair", good.Requests[0].Messages[0].Text, StringComparison.Ordinal);
    }

    private static async Task<RewriteOutcome> RewriteAsync(ModelYard yard)
    {
        await using var scope = yard.Scope();
        return await scope.ServiceProvider.GetRequiredService<IRewriter>().RewriteAsync(new RewriteRequest(Price, RewriteKind.Plain), Token);
    }

    private static async Task ChooseAsync(ModelYard yard, ModelFeature feature, params LanguageModel[] models)
    {
        foreach (var (position, model) in models.Index())
            await yard.Database.AddAsync(yard.Organisation, new ModelChoice { OrganisationId = yard.Organisation.Id, Feature = feature, ModelId = model.Id, Position = position });
        yard.Catalogue.Refresh();
    }

    private static async Task LimitAsync(ModelYard yard, long micros)
    {
        await using var session = await yard.Database.OpenAsync(yard.Organisation);
        await using var transaction = await session.Db.Database.BeginTransactionAsync(Token);
        await new ModelAccounts(session.Db, session.Scope, yard.Clock).LimitAsync(Guid.Empty, micros, Token);
        await transaction.CommitAsync(Token);
    }

    private static Shelf Canteen() => new Shelf().Add("cantine/tarifs", "Cantine scolaire : tarifs et réservation", local: true, new Leaf(Price));

    private async Task<ModelYard> YardAsync(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        return new ModelYard(database, await database.AddOrganisationAsync(), Canteen());
    }
}
