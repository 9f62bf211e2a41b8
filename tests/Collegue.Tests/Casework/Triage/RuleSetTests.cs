using System.Text;
using Collegue.Casework.Triage;
using Xunit;

namespace Collegue.Tests.Casework;

public sealed class RuleSetTests
{
    [Fact]
    public void An_empty_file_names_everything_that_is_missing()
    {
        var error = Refused("{}");

        Assert.Contains("version is missing", error.Problems);
        Assert.Contains("signals is empty: the human-only rules cannot be left out", error.Problems);
        Assert.Contains("kinds is empty", error.Problems);
    }

    [Fact]
    public void A_wrong_kind_is_named_with_its_problems()
    {
        var error = Refused("""
            kinds:
              - slug: a
                handling: perhaps
                terms:
                  3: [ "... fin" ]
              - slug: a
            """);

        Assert.Contains(error.Problems, problem => problem.StartsWith("kind a: handling is \"perhaps\"", StringComparison.Ordinal));
        Assert.Contains(error.Problems, problem => problem.Contains("begins with a gap", StringComparison.Ordinal));
        Assert.Contains("kind a: department is missing", error.Problems);
        Assert.Contains("kind a is written twice", error.Problems);
    }

    [Fact]
    public void A_file_that_is_not_yaml_is_refused_with_its_line() =>
        Assert.StartsWith("line ", Refused("version: 1\nkinds: [ {").Problems[0], StringComparison.Ordinal);

    private static InvalidRulesException Refused(string yaml) =>
        Assert.Throws<InvalidRulesException>(() => RuleSet.Load(new MemoryStream(Encoding.UTF8.GetBytes(yaml))));
}
