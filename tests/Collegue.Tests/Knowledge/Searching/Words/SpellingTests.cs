using Collegue.Knowledge.Searching.Words;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Knowledge.Searching.Words;

/// <summary>A misspelt word finds the word meant, and nothing else finds anything.</summary>
public sealed class SpellingTests
{
    private static readonly string[] Known = ["entreprise", "chomage", "licenciement", "demenagement", "mariage", "marine", "naissance", "carte"];

    private readonly Spelling _spelling = new(Known.Select(form => KeyValuePair.Create(form, 1)), _ => 1);

    [Theory]
    [InlineData("entrprise", "entreprise")]
    [InlineData("rentreprise", "entreprise")]
    [InlineData("ntreprise", "entreprise")]
    [InlineData("enterprise", "entreprise")]
    [InlineData("entreprize", "entreprise")]
    [InlineData("demmenagement", "demenagement")]
    [InlineData("chomaje", "chomage")]
    [InlineData("lisansiement", "licenciement")]
    [InlineData("nessance", "naissance")]
    public void A_misspelt_word_finds_the_word_meant(string written, string meant) =>
        Assert.Contains(meant, _spelling.Near(written).Select(near => near.Form));

    [Theory]
    [InlineData("bibliotheque")]
    [InlineData("car")]
    [InlineData("12345")]
    [InlineData("été")]
    [InlineData("")]
    public void What_is_near_nothing_finds_nothing(string written) => Assert.Empty(_spelling.Near(written));

    [Fact]
    public void Words_that_begin_alike_come_first()
    {
        var near = new Spelling([new("bourse", 3), new("course", 3)], _ => 1).Near("boursse");

        Assert.Equal("bourse", near[0].Form);
    }

    [Fact]
    public void A_word_whose_stem_no_document_has_is_never_proposed() =>
        Assert.Empty(new Spelling([new("entreprise", 1)], _ => 0).Near("entrprise"));

    [Fact]
    public void One_error_anywhere_is_one_away() => (
        from word in Gen.Char['a', 'z'].Array[4, 20].Select(letters => new string(letters))
        from place in Gen.Int[0, word.Length - 1]
        from letter in Gen.Char['a', 'z']
        from error in Gen.Int[0, 3]
        select (Word: word, Written: error switch
        {
            0 => word.Remove(place, 1),
            1 => word.Insert(place, letter.ToString()),
            2 => word.Remove(place, 1).Insert(place, letter.ToString()),
            _ when place + 1 < word.Length => $"{word[..place]}{word[place + 1]}{word[place]}{word[(place + 2)..]}",
            _ => word,
        })).Sample(row => Spelling.IsOneAway(row.Word, row.Written) && Spelling.IsOneAway(row.Written, row.Word));

    [Fact]
    public void One_error_anywhere_finds_the_word_back() => (
        from word in Gen.OneOf([.. Known.Select(Gen.Const)])
        from place in Gen.Int[0, word.Length - 1]
        from letter in Gen.Char['a', 'z']
        select (Word: word, Written: word.Insert(place, letter.ToString()))).Sample(row =>
            _spelling.Near(row.Written).Any(near => near.Form == row.Word));

    [Theory]
    [InlineData("abcd", "abdc", true)]
    [InlineData("abcd", "badc", false)]
    [InlineData("abcd", "abcdef", false)]
    [InlineData("abcd", "xbcy", false)]
    public void Two_errors_are_more_than_one_away(string left, string right, bool isOne) => Assert.Equal(isOne, Spelling.IsOneAway(left, right));
}
