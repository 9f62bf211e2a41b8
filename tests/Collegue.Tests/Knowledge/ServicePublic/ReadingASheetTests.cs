using System.Text;
using Collegue.Knowledge.Sources;
using Collegue.Knowledge.Sources.ServicePublic;
using Collegue.Storage.Knowledge;
using Xunit;

namespace Collegue.Tests.Knowledge.ServicePublic;

public sealed class ReadingASheetTests
{
    [Fact]
    public void Keeps_where_the_sheet_stands_and_when_it_changed()
    {
        var document = Sheets.Read("<SousDossierPere>Pour un majeur</SousDossierPere><Texte><Paragraphe>Texte.</Paragraphe></Texte>");

        Assert.Equal("particuliers/F1", document.Key);
        Assert.Equal("Fiche d'essai", document.Title);
        Assert.Equal("https://www.service-public.fr/particuliers/vosdroits/F1", document.Url);
        Assert.Equal(["Logement", "Pour un majeur"], document.Path);
        Assert.Equal("Logement", document.Theme);
        Assert.Equal("particuliers", document.Audience);
        Assert.Equal("À quoi sert la fiche.", document.Description);
        Assert.Equal(new DateOnly(2020, 8, 5), document.Updated);
    }

    [Theory]
    [InlineData("professionnels", "", "https://www.service-public.fr/professionnels-entreprises/vosdroits/F1")]
    [InlineData("associations", "", "https://www.service-public.fr/associations/vosdroits/F1")]
    [InlineData("professionnels", "https://entreprendre.service-public.gouv.fr/vosdroits/F1", "https://entreprendre.service-public.gouv.fr/vosdroits/F1")]
    [InlineData("particuliers", "https://service-public.fr.exemple.example/F1", "https://www.service-public.fr/particuliers/vosdroits/F1")]
    [InlineData("particuliers", "javascript:alert(1)", "https://www.service-public.fr/particuliers/vosdroits/F1")]
    public void Gives_the_public_address(string audience, string given, string expected)
    {
        var xml = Sheets.Xml("<Texte/>", attributes: given.Length == 0 ? "" : $"spUrl=\"{given}\"");
        var tree = Assert.IsType<SheetParse.Tree>(SheetXml.Parse(Encoding.UTF8.GetBytes(xml)));

        var item = SheetReader.Read(tree.Publication, "F1.xml", audience);

        Assert.Equal(expected, Assert.IsType<SourceItem.Read>(item).Document.Url);
    }

    [Theory]
    [InlineData("**Carte d'identité", "Carte d'identité")]
    [InlineData("* Carte d'identité", "Carte d'identité")]
    [InlineData("Carte * d'identité", "Carte * d'identité")]
    public void Marks_of_bold_letters_before_a_title_are_left_out(string given, string expected)
    {
        var xml = Sheets.Xml("<Texte/>", title: given);
        var tree = Assert.IsType<SheetParse.Tree>(SheetXml.Parse(Encoding.UTF8.GetBytes(xml)));

        Assert.Equal(expected, Assert.IsType<SourceItem.Read>(SheetReader.Read(tree.Publication, "F1.xml", "particuliers")).Document.Title);
    }

    [Fact]
    public void Keeps_sections_and_situations_as_paths_and_common_text_apart()
    {
        var document = Sheets.Read("""
            <Introduction><Texte><Paragraphe>Pour tous.</Paragraphe></Texte></Introduction>
            <ListeSituations>
              <Situation><Titre>En France</Titre><Texte>
                <Chapitre><Titre><Paragraphe>Pièces</Paragraphe></Titre>
                  <Paragraphe>Commun avant.</Paragraphe>
                  <BlocCas><Cas><Titre>Majeur</Titre><Paragraphe>Pour un majeur.</Paragraphe>
                      <BlocCas><Cas><Titre>Marié</Titre><Paragraphe>Pour un marié.</Paragraphe></Cas></BlocCas></Cas>
                    <Cas><Titre>Mineur</Titre><Paragraphe>Pour un mineur.</Paragraphe></Cas></BlocCas>
                  <Paragraphe>Commun après.</Paragraphe>
                  <SousChapitre><Titre><Paragraphe>Délai</Paragraphe></Titre><Paragraphe>Un mois.</Paragraphe></SousChapitre>
                </Chapitre></Texte></Situation>
              <Situation><Titre>À l'étranger</Titre><Texte><Paragraphe>Au consulat.</Paragraphe></Texte></Situation>
            </ListeSituations>
            """);

        Assert.Equal(
            [
                "||Pour tous.",
                "Pièces|En France|Commun avant.",
                "Pièces|En France>Majeur|Pour un majeur.",
                "Pièces|En France>Majeur>Marié|Pour un marié.",
                "Pièces|En France>Mineur|Pour un mineur.",
                "Pièces|En France|Commun après.",
                "Pièces>Délai|En France|Un mois.",
                "|À l'étranger|Au consulat.",
            ],
            document.Passages.Select(passage => $"{string.Join('>', passage.Heading)}|{string.Join('>', passage.Situation)}|{passage.Text}"));
    }

    [Fact]
    public void Never_reads_the_titles_of_other_sheets_as_text()
    {
        var document = Sheets.Read("""
            <DossierPere ID="N2"><Titre>Ailleurs 1</Titre><SousDossier ID="N2-1"><Titre>Ailleurs 2</Titre><Fiche ID="F2">Ailleurs 3</Fiche></SousDossier></DossierPere>
            <Texte><Paragraphe>Ici.</Paragraphe></Texte>
            <VoirAussi><Fiche ID="F3"><Titre>Ailleurs 4</Titre></Fiche></VoirAussi>
            <QuestionReponse ID="F4">Ailleurs 5</QuestionReponse><CommentFaireSi ID="F5">Ailleurs 6</CommentFaireSi>
            <PourEnSavoirPlus ID="R1" URL="https://ailleurs.example"><Titre>Ailleurs 7</Titre></PourEnSavoirPlus>
            """);

        Assert.DoesNotContain("Ailleurs", document.Lines(), StringComparison.Ordinal);
        Assert.Equal("Ici.", Assert.Single(document.Passages).Text);
    }

    [Fact]
    public void Keeps_texts_shown_under_different_conditions_apart()
    {
        var bodies = Sheets.Bodies("""
            <Texte><Paragraphe>Toujours.</Paragraphe>
            <FragmentConditionne><Condition><estVrai var="T1"/></Condition><Paragraphe>Si oui.</Paragraphe></FragmentConditionne>
            <FragmentConditionne><Condition><estVrai var="T2"/></Condition><Paragraphe>Si non.</Paragraphe></FragmentConditionne></Texte>
            """);

        Assert.Equal(["Toujours.", "Si oui.", "Si non."], bodies);
    }

    [Fact]
    public void Warnings_about_a_coming_change_are_kept_under_their_title()
    {
        var passage = Sheets.Read("""
            <Avertissement ID="R1" date="2020-05-20"><Titre>Réforme</Titre><Texte><Paragraphe>Tout change.</Paragraphe></Texte></Avertissement>
            """).Of(PassageKind.Body)[^1];

        Assert.Equal(["Réforme"], passage.Heading);
        Assert.Equal("Tout change.", passage.Text);
    }

    [Fact]
    public void A_guided_search_gives_its_subjects_and_its_help()
    {
        var document = Sheets.Read("""
            <Problematiques>
              <Problematique><Titre><Paragraphe>Vous achetez un vélo</Paragraphe></Titre>
                <Branche><Titre><Paragraphe>Il est neuf</Paragraphe></Titre><Aide><Paragraphe>Jamais utilisé.</Paragraphe></Aide>
                  <LienInterne LienPublication="F2"/></Branche></Problematique>
              <Problematique><Titre><Paragraphe>Vous cherchez autre chose</Paragraphe></Titre><LienInterne LienPublication="F3"/></Problematique>
            </Problematiques>
            """);

        Assert.Equal(
            ["À quoi sert la fiche.", "- Il est neuf\nJamais utilisé.", "- Vous cherchez autre chose"],
            document.Passages.Select(passage => passage.Text));
        Assert.Equal(["Vous achetez un vélo"], document.Passages[1].Heading);
    }

    [Fact]
    public void A_sheet_made_only_of_links_gives_them_with_their_address()
    {
        var passages = Sheets.Read("""
            <LienExterneCommente><Commentaire><Paragraphe>Juge à nouveau.</Paragraphe></Commentaire>
            <LienExterne URL="https://cour.example">La cour d'appel</LienExterne><Source ID="R1">Ministère</Source></LienExterneCommente>
            """).Passages;

        Assert.Equal(["À quoi sert la fiche.", "La cour d'appel\nMinistère\nJuge à nouveau."], passages.Select(passage => passage.Text));
        Assert.Equal("https://cour.example", passages[1].Url);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<Texte/>")]
    [InlineData("<QuestionReponse ID=\"F2\">Ailleurs</QuestionReponse>")]
    public void A_sheet_without_text_still_gives_one_passage(string content) =>
        Assert.Equal("À quoi sert la fiche.", Assert.Single(Sheets.Read(content).Passages).Text);
}
