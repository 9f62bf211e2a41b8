using Collegue.Knowledge.Reading;
using Collegue.Knowledge.Splitting;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Knowledge.Folder;

public sealed class SectionSplittingTests
{
    private static readonly Gen<string> Sentence =
        Gen.Char['a', 'z'].Array[1, 9].Select(letters => new string(letters)).Array[3, 25]
            .Select(words => char.ToUpperInvariant(words[0][0]) + string.Join(' ', words)[1..] + ".");

    private static readonly Gen<Block> Any = Gen.Frequency(
        (1, Gen.Select(Gen.Int[1, 4], Sentence).Select((level, title) => (Block)new Block.Heading(level, title))),
        (4, Sentence.Array[1, 20].Select(sentences => (Block)new Block.Paragraph(string.Join(' ', sentences)))),
        (3, Sentence.Select(item => (Block)new Block.Paragraph("- " + item))));

    [Fact]
    public void Nothing_is_lost_nor_cut_inside_a_sentence_and_no_passage_is_too_long() =>
        Any.List[1, 40].Sample(blocks =>
        {
            var passages = SectionSplitter.Split(blocks, "Titre");

            var expected = blocks.Where(block => block is Block.Paragraph).SelectMany(Words);
            var bare = blocks.Where((block, at) => block is Block.Heading heading
                && (at + 1 == blocks.Count || (blocks[at + 1] is Block.Heading next && next.Level <= heading.Level))).Select(block => block.Text).ToHashSet();
            var kept = passages.Where(passage => !bare.Contains(passage.Text)).SelectMany(passage => passage.Text.Split([' ', '\n']));
            Assert.Equal(expected, kept);
            Assert.All(passages, passage =>
            {
                Assert.InRange(passage.Text.Length, 1, 1500);
                Assert.All(passage.Text.Split('\n'), line => Assert.EndsWith(".", line, StringComparison.Ordinal));
            });
        }, iter: 300);

    [Fact]
    public void A_section_that_fits_is_one_passage_and_a_long_one_leaves_no_crumb()
    {
        var sentence = new string('a', 99) + ".";
        var fits = SectionSplitter.Split([.. Enumerable.Repeat<Block>(new Block.Paragraph(sentence), 14)], "T");
        var overflows = SectionSplitter.Split([.. Enumerable.Repeat<Block>(new Block.Paragraph(sentence), 16)], "T");

        Assert.Single(fits);
        Assert.Equal(2, overflows.Count);
        Assert.All(overflows, passage => Assert.InRange(passage.Text.Length, 300, 1500));
    }

    [Fact]
    public void Two_sections_never_share_a_passage_and_an_empty_one_keeps_its_words()
    {
        var passages = SectionSplitter.Split(
            [
                new Block.Heading(1, "Titre"), new Block.Heading(2, "A"), new Block.Paragraph("a."), new Block.Heading(3, "B"),
                new Block.Paragraph("b."), new Block.Heading(2, "Fermé le lundi"), new Block.Heading(2, "C"), new Block.Paragraph("c."),
            ],
            "titre");

        Assert.Equal(
            ["A | a.", "A > B | b.", " | Fermé le lundi", "C | c."],
            passages.Select(passage => $"{string.Join(" > ", passage.Heading)} | {passage.Text}"));
    }

    [Fact]
    public void An_abbreviation_does_not_end_a_sentence()
    {
        var filler = new string('x', 1480) + " reçu par M. Martin. Une suite assez longue pour dépasser.";

        var passages = SectionSplitter.Split([new Block.Paragraph(filler)], "T");

        Assert.Equal("Une suite assez longue pour dépasser.", passages[^1].Text);
    }

    private static string[] Words(Block block) => block.Text.Split(' ');
}
