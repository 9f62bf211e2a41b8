using Collegue.Answering.Safeguards.Masking;
using Collegue.Answering.Safeguards.Masking.Detecting;
using Collegue.Tests.Answering;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Safeguards;

public sealed class RestoringTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(Gen.String, Pick.From(
        "Je m'appelle ", "Jean Dupont", "jean", " M. ", "Mme Le Goff", "06 39 98 12 45", "0639981245", "+33 (0)6 39 98 12 45", "a.b@c.example", "@", "12 rue des Lilas", ", 33000 Bordeaux",
        "né le ", "12/03/1985", "1985-03-12", "dossier n° ", "A-2025/771", "1 84 12 76 451 089 46", "184127645108946", "FR76 3000 6000 0112 3456 7890 189", "FR76", "4970 1000 0000 0014",
        "AB-123-CD", "1234 AB 56", "[PERSONNE_1]", "[personne 1]", "[**TELEPHONE\\_1**]", "[TEXTE_1]", "[TEXTE_", "[", "]", "_1]", "1]", "PERSONNE", "\n", " ", ".", ",", "-", "'", "(", ")", ":", "\nDe : ",
        "\nCordialement\n", "a écrit :", "\u00A0", "\uD83D", "\u0301", "é", "É", "’", "2A", "9", "0").Array[0, 24].Select(pieces => string.Concat(pieces)));

    [Fact]
    public void What_was_masked_comes_back_character_for_character() => Texts.Sample(text =>
    {
        var masked = new Masker().Mask(text);

        Assert.Equal(text, masked.Restore(masked.Text));
    }, iter: 5_000);

    [Fact]
    public void Nothing_that_can_be_found_is_left_in_a_masked_text() => Texts.Sample(text =>
    {
        var masked = new Masker().Mask(text);

        Assert.Empty(new Masker().Find(masked.Text, masked.Map.Names()));
    }, iter: 5_000);

    [Fact]
    public void A_stream_cut_anywhere_comes_back_as_the_whole() => Gen.Select(Texts, Gen.Int[1, 9].Array[0, 60]).Sample((text, cuts) =>
    {
        var map = new Masker().Mask("Je m'appelle Jean Dupont, 06 39 98 12 45. [PERSONNE_1]").Map;
        var (restorer, pieces, at) = (new StreamRestorer(map), "", 0);
        foreach (var cut in cuts)
        {
            var end = Math.Min(text.Length, at + cut);
            pieces += restorer.Feed(text[at..end]);
            at = end;
        }

        Assert.Equal(map.Restore(text), pieces + restorer.Feed(text[at..]) + restorer.Finish());
    }, iter: 5_000);

    [Theory]
    [InlineData("[PERSONNE_1]")]
    [InlineData("[personne_1]")]
    [InlineData("[Personne 1]")]
    [InlineData("[ PERSONNE_1 ]")]
    [InlineData("[**PERSONNE_1**]")]
    [InlineData("[PERSONNE\\_1]")]
    [InlineData("[`PERSONNE_01`]")]
    public void A_placeholder_written_otherwise_is_still_restored(string written) =>
        Assert.Equal("Bonjour Jean Dupont.", new Masker().Mask("Je m'appelle Jean Dupont").Restore($"Bonjour {written}."));

    [Theory]
    [InlineData("[PERSONNE_2]")]
    [InlineData("[PERSONNE_11]")]
    [InlineData("[TELEPHONE_1]")]
    [InlineData("[PERSONNE_0]")]
    public void A_placeholder_that_was_never_given_shows_nobody(string written) =>
        Assert.Equal("Bonjour […].", new Masker().Mask("Je m'appelle Jean Dupont").Restore($"Bonjour {written}."));

    [Fact]
    public void The_same_value_has_the_same_placeholder_over_a_conversation()
    {
        var (masker, map) = (new Masker(), new MaskMap());

        var first = masker.Mask("Je m'appelle Jean Dupont, 06 39 98 12 45.", map).Text;
        var second = masker.Mask("Rappelez Jean Dupont au 06 39 98 12 45.", map).Text;

        Assert.Equal("Je m'appelle [PERSONNE_1], [TELEPHONE_1].", first);
        Assert.Equal("Rappelez [PERSONNE_1] au [TELEPHONE_1].", second);
    }

    [Fact]
    public void A_text_that_already_looks_masked_is_not_taken_for_masked()
    {
        var masked = new Masker().Mask("Je suis Jean Dupont et j'écris [PERSONNE_1].");

        Assert.Equal("Je suis [PERSONNE_1] et j'écris [TEXTE_1].", masked.Text);
        Assert.Equal("Je suis Jean Dupont et j'écris [PERSONNE_1].", masked.Restore(masked.Text));
    }

    [Theory]
    [InlineData("Je m'appelle Jean Dupont, 06 39 98 12 45, né le 12/03/1985, 12 rue des Lilas, 33000 Bordeaux. ")]
    [InlineData("0 ")]
    [InlineData("06")]
    [InlineData("M. M. ")]
    [InlineData("A-")]
    [InlineData("De : A\n")]
    [InlineData("mon fils ")]
    [InlineData("dossier ")]
    [InlineData("@.")]
    [InlineData("a.")]
    [InlineData("1 rue ")]
    [InlineData("Jean")]
    [InlineData("Jean ")]
    [InlineData("[PERSONNE_")]
    [InlineData("rue de ")]
    public void The_work_grows_with_the_length_and_no_faster(string piece)
    {
        var once = Steps(piece, 4_000);

        var twice = Steps(piece, 8_000);

        Assert.True(twice <= (once * 2.2) + 1_000, $"{once} steps, then {twice}");
        Assert.True(once <= 4_000L * piece.Length * 400, $"{once} steps");
    }

    private static long Steps(string piece, int times)
    {
        var reading = new Reading(string.Concat(Enumerable.Repeat(piece, times)));
        Detection.Run(reading, null, []);
        return reading.Steps;
    }
}
