using Xunit;

namespace Collegue.Tests.Knowledge.Folder;

public sealed class OdtFileTests : IDisposable
{
    private readonly DocumentFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Headings_lists_links_and_notes_are_read_in_order()
    {
        folder.With("reglement.odt", OdtFiles.Of(
            """
            <text:p text:style-name="P1">Règlement de la piscine</text:p>
            <text:table-of-content><text:index-body><text:p>Horaires 3</text:p></text:index-body></text:table-of-content>
            <text:h text:outline-level="1">Horaires</text:h>
            <text:p>Ouverte<text:s text:c="2"/>tous les
                jours<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Sauf le lundi.</text:p></text:note-body></text:note>,
                voir <text:a xlink:href="https://www.sainte-amarelle.example/piscine">la page</text:a>.<text:line-break/>De 9 h à 20 h.</text:p>
            <text:list><text:list-item><text:p>bonnet obligatoire</text:p>
                <text:list><text:list-item><text:p>même pour les enfants</text:p></text:list-item></text:list></text:list-item>
                <text:list-item><text:p>douche obligatoire</text:p></text:list-item></text:list>
            <text:h text:outline-level="2">Tarifs</text:h>
            <text:p>3,20 €<office:annotation><text:p>À vérifier !</text:p></office:annotation></text:p>
            """,
            """<style:style style:name="P1" style:parent-style-name="Title"/>"""));

        var document = await folder.OnlyDocumentAsync();

        Assert.Equal("Règlement de la piscine", document.Title);
        Assert.Equal(
            [
                "Horaires | Ouverte tous les jours, voir la page (https://www.sainte-amarelle.example/piscine).\nDe 9 h à 20 h."
                    + "\n- bonnet obligatoire\n- même pour les enfants\n- douche obligatoire",
                "Horaires > Tarifs | 3,20 €\nSauf le lundi.",
            ],
            document.Lines());
    }

    [Fact]
    public async Task Each_value_of_a_table_stays_under_its_title()
    {
        folder.With("tarifs.odt", OdtFiles.Of(
            """
            <table:table>
              <table:table-header-rows><table:table-row><table:table-cell><text:p>Activité</text:p></table:table-cell><table:table-cell><text:p>Public</text:p></table:table-cell>
                <table:table-cell><text:p>Prix</text:p></table:table-cell></table:table-row></table:table-header-rows>
              <table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>Piscine</text:p></table:table-cell>
                <table:table-cell><text:p>Enfant</text:p></table:table-cell><table:table-cell><text:p>1 €</text:p></table:table-cell></table:table-row>
              <table:table-row><table:covered-table-cell/><table:table-cell><text:p>Adulte</text:p></table:table-cell><table:table-cell><text:p>3 €</text:p></table:table-cell></table:table-row>
              <table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Patinoire</text:p></table:table-cell><table:covered-table-cell/>
                <table:table-cell><text:p>5 €</text:p></table:table-cell></table:table-row>
            </table:table>
            """, title: "Tarifs 2026"));

        var document = await folder.OnlyDocumentAsync();

        Assert.Equal("Tarifs 2026", document.Title);
        Assert.Equal(
            [" | - Activité : Piscine ; Public : Enfant ; Prix : 1 €\n- Activité : Piscine ; Public : Adulte ; Prix : 3 €\n- Activité : Patinoire ; Prix : 5 €"],
            document.Lines());
    }

    [Fact]
    public async Task Frames_follow_their_paragraph_and_deleted_text_is_left_out()
    {
        folder.With("note.odt", OdtFiles.Of(
            """
            <text:tracked-changes><text:changed-region><text:deletion><text:p>Ancien tarif : 2 €</text:p></text:deletion></text:changed-region></text:tracked-changes>
            <text:p>Le tarif<draw:frame><draw:text-box><text:p>Encadré</text:p></draw:text-box></draw:frame> est de 3 €.</text:p>
            <text:section><text:p>• un point</text:p></text:section>
            """));

        Assert.Equal([" | Le tarif est de 3 €.\nEncadré\n- un point"], (await folder.OnlyDocumentAsync()).Lines());
    }
}
