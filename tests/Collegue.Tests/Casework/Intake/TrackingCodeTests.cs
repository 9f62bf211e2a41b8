using Collegue.Casework.Intake;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Casework.Intake;

public sealed class TrackingCodeTests
{
    private static readonly Gen<string> Token = Gen.String[Gen.Char["0123456789abcdef"], 40, 40];

    [Fact]
    public void A_code_opens_its_case_however_it_is_typed() => Token.Sample(token =>
    {
        var code = TrackingCode.Of(token);
        var typed = new[]
        {
            code, code.ToLowerInvariant(), code.Replace("-", "", StringComparison.Ordinal), code.Replace('-', ' '),
            code.Replace('0', 'o').Replace('1', 'l'), $" {code} ",
        };
        return typed.All(text => TrackingCode.Read(text) is { } read && TrackingCode.Opens(read, token));
    });

    [Fact]
    public void A_code_opens_no_other_case() =>
        Gen.Select(Token, Token).Where(pair => pair.Item1 != pair.Item2).Sample((mine, other) => !TrackingCode.Opens(TrackingCode.Read(TrackingCode.Of(mine))!, other));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("7QK2-M4XA")]
    [InlineData("7QK2-M4XA-9TDP-1")]
    [InlineData("7QK2-M4X!-9TDP")]
    public void What_cannot_be_a_code_is_none(string? typed) => Assert.Null(TrackingCode.Read(typed));

    [Theory]
    [InlineData("2026-000123", "2026-000123")]
    [InlineData(" 2026 - 123 ", "2026-000123")]
    [InlineData("2026/123", "2026-000123")]
    [InlineData("2026", null)]
    [InlineData("2026-12x", null)]
    public void A_number_is_read_as_people_type_it(string typed, string? expected) => Assert.Equal(expected, CaseNumber.Read(typed));

    [Theory]
    [InlineData("3 rue du Puits\r\n\r\n  00000 Sainte-Amarelle ", "3 rue du Puits\n00000 Sainte-Amarelle")]
    [InlineData("   ", null)]
    public void An_address_is_kept_as_lines_of_an_envelope(string typed, string? expected) => Assert.Equal(expected, PostalLines.CleanOrNull(typed));

    [Fact]
    public void Six_lines_do_not_fit_under_a_name() => Assert.False(PostalLines.Fit("1\n2\n3\n4\n5\n6"));
}
