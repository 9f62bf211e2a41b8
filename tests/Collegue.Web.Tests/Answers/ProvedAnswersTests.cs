using Collegue.Access;
using Collegue.Bench.Answers;
using Collegue.Commands;
using Collegue.Storage;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Answers;

/// <summary>
/// Every document of the demonstration and 2,000 questions made of their titles and headings: what holds of any answer.
/// <c>collegue bench proofs</c> does the same on all national sheets.
/// </summary>
public sealed class ProvedAnswersTests(ProductServer server) : IClassFixture<ProductServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sainte-amarelle", 1)]
    [InlineData("val-d-amarelle", 2)]
    public async Task Quotes_are_true_and_nothing_is_said_that_the_citations_have_not(string organisation, int seed)
    {
        var owner = await server.Services.OrganisationAsync(organisation, Token);
        var faults = new List<string>();
        var bench = BenchProofs.Of(server.Services, owner, fault =>
        {
            lock (faults)
                faults.Add(fault);
        });
        await using var scope = server.Services.CreateScope(owner);
        await Background.UntilAsync(() => server.ReadAsync(organisation, db => db.Documents.FirstOrDefaultAsync(row => row.Updated != null && row.OrganisationId == owner.Id)));
        var (titles, subjects) = await ProofBench.ReadAsync(scope.ServiceProvider.GetRequiredService<CollegueDb>(), [owner.Id, .. owner.Ancestors], Token);

        var documents = await bench.RunAsync("titles", titles, Token);
        var generated = await bench.RunAsync("generated", GeneratedQuestions.Make(subjects, 1_000, seed), Token);

        Assert.Empty(faults);
        Assert.All([documents, generated], figures =>
        {
            Assert.True(figures.IsSound, figures.ToString());
            Assert.InRange(figures.Answered, figures.Asked / 4, figures.Asked);
        });
    }
}
