using Collegue.Answering.Writing.Rewriting;
using Xunit;

namespace Collegue.Tests.Answering.Writing;

public sealed class RewritingTests
{
    private const string Letter = "La carte coûte 25 € et reste valable 15 ans. Appelez le 01 23 45 67 89 avant le 3 mars 2026.";

    [Fact]
    public async Task A_fact_said_otherwise_is_the_same_and_a_changed_one_is_both_lost_and_new()
    {
        var same = await RewriteAsync("Téléphonez au 0123456789 avant le 03/03/2026. La carte vaut quinze ans et coûte 25 euros.");
        var changed = await RewriteAsync("La carte coûte 30 € et reste valable 15 ans. Appelez le 01 23 45 67 89 avant le 3 mars 2026, bureau 12.");

        Assert.True(same.Facts.IsSame, string.Join(", ", same.Facts.Lost.Concat(same.Facts.Added)));
        Assert.Equal(["25 €"], changed.Facts.Lost);
        Assert.Equal(["30 €", "12"], changed.Facts.Added);
    }

    [Fact]
    public async Task A_translation_is_compared_by_its_figures_and_contacts()
    {
        var right = await RewriteAsync("The card costs €25 and is valid for 15 years. Call 01 23 45 67 89 before 3 March 2026.", RewriteKind.Translation);
        var wrong = await RewriteAsync("The card costs €52 and is valid for 15 years. Call 01 23 45 67 88 before 3 March 2026.", RewriteKind.Translation);

        Assert.True(right.Facts.IsSame, string.Join(", ", right.Facts.Lost.Concat(right.Facts.Added)));
        Assert.Equal(["01 23 45 67 89", "25"], wrong.Facts.Lost.Order());
        Assert.Equal(["01 23 45 67 88", "52"], wrong.Facts.Added.Order());
    }

    [Fact]
    public async Task An_easy_to_read_draft_says_in_its_own_text_that_it_is_to_be_validated()
    {
        var once = await RewriteAsync(Letter, RewriteKind.EasyToRead);
        var twice = await RewriteAsync(once.Text, RewriteKind.EasyToRead);

        Assert.StartsWith("Projet à faire valider par les personnes concernées.\n\n", once.Text, StringComparison.Ordinal);
        Assert.Equal(once.Text, twice.Text);
    }

    [Fact]
    public async Task An_empty_answer_is_a_failure() =>
        Assert.Equal(
            new CheckedRewriting.Unavailable(RewriteObstacle.Failed),
            await new CheckedRewriter(new Scripted(" \n")).RewriteAsync(new RewriteRequest(Letter, RewriteKind.Shorter), TestContext.Current.CancellationToken));

    private static async Task<CheckedRewriting.Rewritten> RewriteAsync(string answer, RewriteKind kind = RewriteKind.Plain) =>
        Assert.IsType<CheckedRewriting.Rewritten>(
            await new CheckedRewriter(new Scripted(answer)).RewriteAsync(new RewriteRequest(Letter, kind), TestContext.Current.CancellationToken));

    private sealed class Scripted(string answer) : IRewriter
    {
        public Task<RewriteOutcome> RewriteAsync(RewriteRequest request, CancellationToken cancellation) =>
            Task.FromResult<RewriteOutcome>(new RewriteOutcome.Rewritten(answer, "scripted"));
    }
}
