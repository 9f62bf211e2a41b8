using Collegue.Bench.Fuzz;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Bench.Fuzz;

/// <summary>A short run of what <c>collegue bench fuzz</c> does at length.</summary>
public sealed class DamagedCopiesTests
{
    public static TheoryData<string> Formats => [.. FuzzBench.Formats];

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_files_to_damage_are_sound(string name)
    {
        var format = Named(name);

        Assert.All(format.Seeds, seed => Assert.True(format.Reads(seed.Assemble(seed.Parts), CancellationToken.None)));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Damaged_files_are_read_or_refused(string name)
    {
        var format = Named(name);

        Gen.Int[0, 1_000_000].Sample(
            number =>
            {
                _ = format.Reads(Mutation.Of(format, 7, number), CancellationToken.None);
                return true;
            },
            iter: 100,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_same_number_gives_the_same_damage(string name)
    {
        var format = Named(name);

        Gen.Int[0, 10_000].Sample(number => Mutation.Of(format, 3, number).AsSpan().SequenceEqual(Mutation.Of(format, 3, number)), iter: 20, threads: 1);
    }

    private static FuzzFormat Named(string name) => FuzzFormat.All.Single(format => format.Name == name);
}
