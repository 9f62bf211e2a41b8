using Collegue.Answering.Grounding;
using Collegue.Answering.Writing;
using Collegue.Answering.Writing.Reading;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Answering.Writing;

/// <summary>What holds for every text.</summary>
public sealed class AnyTextTests
{
    private static readonly string[] Pieces =
    [
        "Vous devez", "la mairie", "nonobstant", "afin d'", "afin de ", "sous réserve de ", "si ", "s'il ", "ne ", "n'", "pas ", "et vous pouvez ", "et ", "ou ", " ; ", " : ", ", ", ". ", ".\n", "\n- ",
        "25 €", "1 200,50 euros", "le 3 mars 2026", "dans un délai de 2 mois", "01 23 45 67 89", "a@b.fr", "www.mairie.fr", "12 rue du Moulin", "les 5, 12 et 19 janvier", "8h30", "15 %",
        "J'ai l'honneur de vous informer que ", "je vous prie de bien vouloir ", "il convient d'", "à compter du ", "est délivrée ", "le renouvellement de ", "l'usager ", "qu'", "obtenir ", "solliciter ", "Sollicitez ", "mais il ", "nous avons ",
        "le service de l'état civil reçoit les habitants tous les matins de la semaine ", "(", ")", "«", "»", "\u00A0", "é", "É", "𝄞", "\uD800", "\0", "'", "’", "-", "...", "?", "!", "2e", "ß", "İ",
    ];

    private static readonly Gen<string> Letters = Gen.OneOf(Pick.From(Pieces).Array[0, 60].Select(string.Concat), Gen.String[0, 80]);

    [Fact]
    public void Offsets_are_exact_and_nothing_throws() => Letters.Sample(text =>
    {
        var diagnosis = Desk.Read(text);
        foreach (var finding in diagnosis.Findings)
            Assert.Equal(text.Substring(finding.Start, finding.Length), finding.Text);
        foreach (var cut in diagnosis.Advice)
            Assert.Equal(text.Substring(cut.Place, cut.Word.Length), cut.Word);
        foreach (var (one, next) in diagnosis.Sentences.Zip(diagnosis.Sentences.Skip(1)))
            Assert.True(one.End <= next.Start);
        Assert.All(diagnosis.Sentences, sentence => Assert.InRange(sentence.End, sentence.Start + 1, text.Length));
        Assert.False(double.IsNaN(diagnosis.Figures.KandelMoles));
        var edits = diagnosis.Proposals.SelectMany(proposal => proposal.Edits).OrderBy(edit => edit.Start).ToList();
        Assert.All(edits.Zip(edits.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));
        Assert.Equal(diagnosis.Proposals.Count, diagnosis.Proposals.Select(proposal => proposal.Id).Distinct().Count());
    }, iter: 3000);

    [Fact]
    public void Whatever_is_accepted_every_fact_number_and_negation_is_kept() => Gen.Select(Letters, Gen.Int[0, 1023]).Sample((text, chosen) =>
    {
        var diagnosis = Desk.Read(text);
        var ids = diagnosis.Proposals.Where((_, at) => (chosen >> (at % 10) & 1) == 1 || chosen > 900).Select(proposal => proposal.Id).ToList();

        var after = RuleVersion.Of(diagnosis, ids);

        Assert.Equal(Facts(text), Facts(after));
        Assert.Equal(Facts(text), Facts(SentenceLines.Of(text)));
        if (ids.Count == 0)
            Assert.Equal(text, after);
    }, iter: 3000);

    [Fact]
    public void Every_word_stays_when_sentences_are_cut_but_for_the_et_that_joined_them() => Letters.Sample(text =>
    {
        var after = Desk.With(text, ProposalKind.Split);

        Assert.Equal(Words(text).Where(word => word != "et"), Words(after).Where(word => word != "et"));
    }, iter: 1000);

    [Theory]
    [InlineData("Vous devez solliciter la mairie afin d'obtenir la carte qui est délivrée, et vous ne pouvez pas la demander ailleurs ; ")]
    [InlineData("à à à à ")]
    [InlineData("en en en ne ne ne est est est ")]
    [InlineData("a, b et ")]
    [InlineData("\n")]
    [InlineData("l'")]
    public void The_work_grows_with_the_text_and_no_faster(string piece)
    {
        var tenth = Looks(piece, 20_000);
        var whole = Looks(piece, 200_000);

        Assert.InRange(whole, 0, (tenth * 11) + 1000);
        Assert.InRange(whole, 0, 60 * (200_000 / (piece.Trim().Length > 0 ? 2 : 1)) + 1000);
    }

    private static long Looks(string piece, int length)
    {
        var text = WrittenText.Of(string.Concat(Enumerable.Repeat(piece, (length / piece.Length) + 1))[..length]);
        Desk.Diagnostician.Read(text);
        return text.Looks;
    }

    private static List<string> Facts(string text) =>
    [
        .. FactFinder.Find(text).Select(fact => $"{fact.Kind} {fact.Canonical}").Order(StringComparer.Ordinal),
        .. Words(text).Where(word => char.IsDigit(word[0]) || word is "n" or "pas" or "sans" or "jamais" or "ni").Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Words(string text) => WordScan.Of(text).Select(word => word.Form is "ne" ? "n" : word.Form);
}
