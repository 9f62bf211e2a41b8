using Xunit;

namespace Collegue.Tests.Knowledge.Folder;

public sealed class XlsxFileTests : IDisposable
{
    private readonly DocumentFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_sheet_is_a_table_with_its_titles()
    {
        folder.With("salles.xlsx", XlsxFiles.Of(
            ["Salles municipales"], ["Salle", "Places", "Prix"], [], ["Halle", "=120", "=1234.5|1"], ["Grange", "", "=80|1"]));

        Assert.Equal(
            [
                " | Salles municipales",
                "Halle | Salle : Halle\nPlaces : 120\nPrix : 1 234,50 €",
                "Grange | Salle : Grange\nPrix : 80,00 €",
            ],
            (await folder.OnlyDocumentAsync()).Lines());
    }

    [Theory]
    [InlineData("=46266|2", "01/09/2026")]
    [InlineData("=46266|6", "1er septembre 2026")]
    [InlineData("=46266|12", "1er septembre 2026")]
    [InlineData("=46266|8", "septembre 2026")]
    [InlineData("=0.604166666666667|7", "14 h 30")]
    [InlineData("=1.5|11", "36 h 00")]
    [InlineData("=0.125|3", "13 %")]
    [InlineData("=478123456|4", "04 78 12 34 56")]
    [InlineData("=1000|5", "01000")]
    [InlineData("=1234.5|9", "1 234,50 €")]
    [InlineData("=-12|9", "-12,00 €")]
    [InlineData("=2.5|10", "2,5 €/m²")]
    [InlineData("=0.30000000000000004", "0,3")]
    [InlineData("=12345678", "12345678")]
    [InlineData("=-5|2", "-5")]
    public async Task Numbers_are_read_as_a_french_workbook_shows_them(string cell, string shown)
    {
        folder.With("n.xlsx", XlsxFiles.Of(["Nom", "Valeur"], ["a", cell]));

        Assert.Equal([$"a | Nom : a\nValeur : {shown}"], (await folder.OnlyDocumentAsync()).Lines());
    }

    [Fact]
    public async Task Merged_cells_keep_their_value_and_titles_on_two_levels_are_joined()
    {
        folder.With("tarifs.xlsx", XlsxFiles.Of(new SheetSketch(
            "Tarifs",
            [
                ["Activité", "Tarif 2026", "", "Lieu"],
                ["", "Enfant", "Adulte", ""],
                ["Piscine", "=1|1", "=3|1", "Centre"],
                ["Patinoire", "=2|1", "=5|1", ""],
            ],
            false, "A1:A2", "B1:C1", "D1:D2", "D3:D4")));

        Assert.Equal(
            [
                "Piscine | Activité : Piscine\nTarif 2026 – Enfant : 1,00 €\nTarif 2026 – Adulte : 3,00 €\nLieu : Centre",
                "Patinoire | Activité : Patinoire\nTarif 2026 – Enfant : 2,00 €\nTarif 2026 – Adulte : 5,00 €\nLieu : Centre",
            ],
            (await folder.OnlyDocumentAsync()).Lines());
    }

    [Fact]
    public async Task Visible_sheets_are_sections_and_hidden_ones_are_left_out()
    {
        folder.With("classeur.xlsx", XlsxFiles.Of(
            new SheetSketch("Été", [["Nom", "Prix"], ["Camp", "=1"]]),
            new SheetSketch("Listes", [["x", "y"], ["secret", "=2"]], IsHidden: true),
            new SheetSketch("Hiver", [["Nom", "Prix"], ["Ski", "=3"]])));

        Assert.Equal(
            ["Été > Camp | Nom : Camp\nPrix : 1", "Hiver > Ski | Nom : Ski\nPrix : 3"], (await folder.OnlyDocumentAsync()).Lines());
    }
}
