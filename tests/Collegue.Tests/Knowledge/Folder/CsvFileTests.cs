using System.Text;
using Xunit;

namespace Collegue.Tests.Knowledge.Folder;

public sealed class CsvFileTests : IDisposable
{
    private readonly DocumentFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Encodings => ["utf-8", "utf-8 with mark", "windows-1252", "utf-16"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_table_reads_the_same_in_every_encoding(string encoding)
    {
        folder.With("tarifs.csv", Encode("Activité;Prix\r\nÉté à la piscine;3,20 €\r\nÉcole;1 €\r\n", encoding));

        var document = await folder.OnlyDocumentAsync();

        Assert.Equal(
            [
                "Été à la piscine | Activité : Été à la piscine\nPrix : 3,20 €",
                "École | Activité : École\nPrix : 1 €",
            ],
            document.Lines());
    }

    [Theory]
    [InlineData("Lieu;Adresse, ville\nSalle;3 rue A, Ville, France\nStade;4 rue B, Ville\n")]
    [InlineData("Lieu,\"Adresse, ville\"\nSalle,\"3 rue A, Ville, France\"\nStade,\"4 rue B, Ville\"\n")]
    [InlineData("Lieu\tAdresse, ville\nSalle\t3 rue A, Ville, France\nStade\t4 rue B, Ville\n")]
    public async Task The_delimiter_is_the_one_that_makes_even_rows(string csv)
    {
        folder.With("lieux.csv", csv);

        Assert.Equal(
            ["Salle | Lieu : Salle\nAdresse, ville : 3 rue A, Ville, France", "Stade | Lieu : Stade\nAdresse, ville : 4 rue B, Ville"],
            (await folder.OnlyDocumentAsync()).Lines());
    }

    [Fact]
    public async Task Nothing_is_lost_of_uneven_rows()
    {
        folder.With("t.csv", "Liste des salles au 1er janvier\n\nSalle;Prix;\nHalle;100;remise;encore\n;50\n\"Grande\nsalle\";\"dite \"\"La Grange\"\"\"\n");

        Assert.Equal(
            [
                " | Liste des salles au 1er janvier",
                "Halle | Salle : Halle\nPrix : 100\ncolonne 3 : remise\ncolonne 4 : encore",
                "50 | Prix : 50",
                "Grande salle | Salle : Grande salle\nPrix : dite \"La Grange\"",
            ],
            (await folder.OnlyDocumentAsync()).Lines());
    }

    [Fact]
    public async Task A_quote_never_closed_does_not_swallow_the_rows_below()
    {
        folder.With("t.csv", "Nom;Prix\nUn;1\n\"Deux;2\nTrois;3\nQuatre;4\n");

        var lines = (await folder.OnlyDocumentAsync()).Lines();

        Assert.Equal(4, lines.Count);
        Assert.Equal("Quatre | Nom : Quatre\nPrix : 4", lines[^1]);
    }

    [Fact]
    public async Task A_single_column_is_a_table_too()
    {
        folder.With("t.csv", "Rue\nrue Basse\nrue Haute\n");

        Assert.Equal(["rue Basse | Rue : rue Basse", "rue Haute | Rue : rue Haute"], (await folder.OnlyDocumentAsync()).Lines());
    }

    [Fact]
    public async Task Titles_without_rows_are_left_out()
    {
        folder.With("t.csv", "Nom;Prix\n");

        Assert.Contains("aucune ligne", (await folder.OnlySkippedAsync()).Reason);
    }

    private static byte[] Encode(string text, string encoding) => encoding switch
    {
        "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text),
        "utf-8 with mark" => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)],
        "utf-16" => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)],
        _ => Encoding.UTF8.GetBytes(text),
    };
}
