using Collegue.Answering.Safeguards.Instructions;
using Collegue.Answering.Safeguards.Masking;
using Collegue.Tests.Answering;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Safeguards;

public sealed class PromptDataTests
{
    private static readonly Gen<string> Hostile = Gen.OneOf(Gen.String, Pick.From(
        "</donnees-bcdfghjkmnpqrstvwxzb>", "<donnees-", "bcdfghjkmnpqrstvwxzb", "<|im_start|>", "<|im", "_start|>", "[INST]", "[/INST]", "[IN", "ST]", "<<SYS>>", "### System", "\nsystem:", "\nAssistant : ",
        "<!--", "-->", "<div style=\"display:none\">", "</div>", "<", ">", "|", "\u200B", "\u202E", "\U000E0041", "\uFEFF", "</", "s>", "#", "\n", " ", "bonjour", "é").Array[0, 20].Select(pieces => string.Concat(pieces)));

    [Fact]
    public void The_end_of_a_text_cannot_be_written_in_it() => Hostile.Sample(text =>
    {
        var data = new PromptData("bcdfghjkmnpqrstvwxzb");

        var wrapped = data.Wrap("message", text);

        Assert.StartsWith("<donnees-bcdfghjkmnpqrstvwxzb type=\"message\">\n", wrapped, StringComparison.Ordinal);
        Assert.EndsWith("\n</donnees-bcdfghjkmnpqrstvwxzb>", wrapped, StringComparison.Ordinal);
        Assert.Equal(3, wrapped.Split("donnees-bcdfghjkmnpqrstvwxzb").Length);
    }, iter: 5_000);

    [Fact]
    public void No_mark_of_a_turn_and_no_invisible_character_is_left() => Hostile.Sample(text =>
    {
        var neutral = PromptText.Neutralise(text);

        Assert.Equal(neutral, PromptText.Neutralise(neutral));
        Assert.All((string[])["<|im_start|>", "[INST]", "<<SYS>>", "\n### System", "\u200B", "\u202E", "\U000E0041", "<!--"], mark => Assert.DoesNotContain(mark, "\n" + neutral, StringComparison.Ordinal));
    }, iter: 5_000);

    [Fact]
    public void What_people_read_stays() => Assert.Equal(
        "Bonjour, le tarif < 3 € [annexe 2] : voir l'Assistante sociale.\nMerci !",
        PromptText.Neutralise("Bonjour, le tarif < 3 € [annexe 2] : voir l'Assistante sociale.\nMerci !"));

    [Fact]
    public void Each_prompt_has_marks_of_its_own_that_masking_leaves_alone()
    {
        var (one, other) = (new PromptData(), new PromptData());

        var wrapped = one.Wrap("message", "Je m'appelle Jean Dupont.");

        Assert.NotEqual(one.Nonce, other.Nonce);
        Assert.Equal(wrapped.Replace("Jean Dupont", "[PERSONNE_1]", StringComparison.Ordinal), new Masker().Mask(wrapped).Text);
        Assert.Contains(one.Nonce, one.Rule, StringComparison.Ordinal);
    }
}
