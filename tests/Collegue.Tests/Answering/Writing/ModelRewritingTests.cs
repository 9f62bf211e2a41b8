using Collegue.Answering.Writing.Rewriting;
using Collegue.Scripted;
using Collegue.Tests.Answering.Generating;
using Collegue.Tests.Answering.Models;
using Collegue.Tests.Storage;
using Xunit;

namespace Collegue.Tests.Answering.Writing;

/// <summary>Rewriting with the models that are chosen for it, or without any.</summary>
public sealed class ModelRewritingTests(StorageFixture storage) : ModelScenario(storage)
{
    private static readonly RewriteRequest Request = new("La carte coûte 25 € et reste valable 15 ans.", RewriteKind.Plain);

    [Fact]
    public async Task Without_a_model_it_says_that_none_is_configured()
    {
        await using var yard = await YardAsync();

        Assert.Equal(new CheckedRewriting.Unavailable(RewriteObstacle.NoModel), await yard.RewriteAsync(Request));
    }

    [Fact]
    public async Task A_figure_that_the_model_changes_is_told()
    {
        await using var model = await ScriptedModel.StartAsync(Scripts.Says("La carte coûte 52 €. Elle est valable 15 ans."));
        await using var yard = await YardAsync();
        await yard.ChooseAsync(model);

        var done = Assert.IsType<CheckedRewriting.Rewritten>(await yard.RewriteAsync(Request));

        Assert.Equal("La carte coûte 52 €. Elle est valable 15 ans.", done.Text);
        Assert.Equal(["25 €"], done.Facts.Lost);
        Assert.Equal(["52 €"], done.Facts.Added);
    }
}
