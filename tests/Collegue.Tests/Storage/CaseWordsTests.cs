using Collegue.Storage.Cases;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Storage;

public sealed class CaseWordsTests
{
    [Theory]
    [InlineData("Élodie Bœuf-Maçon", "elodie boeuf macon")]
    [InlineData("2026-000123", "2026 000123 123")]
    [InlineData("jeanne@courriel.example", "jeanne courriel example")]
    [InlineData("Le trottoir, LE trottoir…", "le trottoir")]
    [InlineData("l'école", "l ecole")]
    [InlineData("e\u0301cole", "ecole")]
    [InlineData("مرحبا بكم", "مرحبا بكم")]
    [InlineData("0000", "0000")]
    [InlineData("  ", "")]
    public void Words_are_small_without_accents_and_each_once(string text, string words) => Assert.Equal(words, string.Join(' ', CaseWords.Of(text)));

    [Theory]
    [InlineData("06 98 76 54 32")]
    [InlineData("0698765432")]
    [InlineData("06.98.76.54.32")]
    [InlineData("+33 6 98 76 54 32")]
    public void A_telephone_number_is_found_however_it_is_written(string asked)
    {
        foreach (var kept in (string[])["06 98 76 54 32", "0698765432", "+33 6 98 76 54 32"])
        {
            var words = CaseWords.Of(CaseWords.OfPhone(kept));
            Assert.All(CaseWords.Asked(asked, 8), word => Assert.Contains(words, known => known.StartsWith(word, StringComparison.Ordinal)));
        }
    }

    /// <summary>Whatever is typed or kept, a word holds nothing the engines would read as a part of their own language.</summary>
    [Fact]
    public void A_word_is_letters_and_digits_only() => Gen.String.Sample(text =>
        CaseWords.Of(text).Concat(CaseWords.Asked(text, 8)).All(word => word.Length is > 0 and <= 42 && word.EnumerateRunes().All(System.Text.Rune.IsLetterOrDigit)));

    /// <summary>Each word asked begins one that is kept when what is asked was in the text.</summary>
    [Fact]
    public void What_was_written_is_found() => Gen.String[0, 60].Sample(text =>
    {
        var kept = CaseWords.Of(text);
        return CaseWords.Asked(text, 100).All(word => kept.Any(known => known.StartsWith(word, StringComparison.Ordinal))
            || word.All(char.IsAsciiDigit));
    });
}
