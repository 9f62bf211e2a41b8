using Collegue.Knowledge.Indexing;
using Collegue.Web.Tests.Desk;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Admin;

/// <summary>Administrators see how far the vectors of another model are.</summary>
public sealed class AnotherModelTests(AnotherModelServer server) : IClassFixture<AnotherModelServer>
{
    [Fact]
    public async Task A_model_that_fails_is_told_with_its_reason_and_what_serves_meanwhile()
    {
        using var administrator = await server.AgentAsync("admin");
        var embedding = server.Services.GetRequiredService<PassageEmbedding>();
        await Background.UntilAsync(async () => await embedding.CompleteAsync(null, TestContext.Current.CancellationToken) as EmbeddingOutcome.Failed);

        var seen = await administrator.OpenAsync("/admin/knowledge");

        var panel = seen.Page.QuerySelector("section[aria-labelledby='embedding']")!.TextContent;
        Assert.Contains("Le dernier essai a échoué", panel, StringComparison.Ordinal);
        Assert.Contains("401", panel, StringComparison.Ordinal);
        Assert.Contains("le modèle embarqué", panel, StringComparison.Ordinal);
    }
}
