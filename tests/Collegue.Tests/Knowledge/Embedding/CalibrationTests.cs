using Collegue.Knowledge.Embedding.Models;
using Xunit;

namespace Collegue.Tests.Knowledge.Embedding;

/// <summary>The bounds of the ranking follow what similarity a model gives to texts that have nothing in common.</summary>
public sealed class CalibrationTests
{
    [Fact]
    public void A_model_with_the_figures_of_ours_gets_the_bounds_of_ours()
    {
        var bounds = Calibration.Of(Pairs(0.05f, 0.31f))!;

        Assert.Equal(Calibration.Ours.ByChance, bounds.ByChance, 0.01f);
        Assert.Equal(Calibration.Ours.CloseEnough, bounds.CloseEnough, 0.01f);
        Assert.Equal(Calibration.Ours.Least, bounds.Least, 0.005f);
    }

    [Fact]
    public void A_model_to_which_everything_looks_alike_gets_high_and_narrow_bounds()
    {
        var bounds = Calibration.Of(Pairs(0.75f, 0.81f))!;

        Assert.InRange(bounds.ByChance, 0.77f, 0.80f);
        Assert.InRange(bounds.CloseEnough, 0.83f, 0.86f);
        Assert.InRange(bounds.Least, 0.005f, 0.02f);
    }

    [Fact]
    public void Bounds_never_ask_for_more_than_a_text_and_itself_have()
    {
        var bounds = Calibration.Of(Pairs(0.8f, 1f))!;

        Assert.True(bounds is { ByChance: < 1, CloseEnough: < 1 });
    }

    [Fact]
    public void A_model_that_gives_everything_the_same_similarity_finds_nothing_by_chance()
    {
        Assert.True(Calibration.Of([.. Enumerable.Repeat(0.5f, 100)]) is { ByChance: > 0.5f, Least: > 0 });
    }

    [Fact]
    public void A_few_pairs_say_nothing() => Assert.Null(Calibration.Of([.. Enumerable.Repeat(0.5f, Calibration.FewestPairs - 1)]));

    /// <summary>A thousand similarities with this mean and this 99th percentile.</summary>
    private static float[] Pairs(float mean, float rare) =>
        [.. Enumerable.Range(0, 1_000).Select(at => at >= 985 ? rare : mean - ((rare - mean) * 15 / 985))];
}
