using Collegue.Storage.Knowledge;
using Xunit;

namespace Collegue.Tests.Knowledge.ServicePublic;

public sealed class ReadingTextTests
{
    [Theory]
    [InlineData("Il coûte <Valeur>25\u00A0€</Valeur>.", "Il coûte 25 €.")]
    [InlineData("Il coûte<Valeur>1\u202F000\u00A0€</Valeur>par an", "Il coûte 1 000 € par an")]
    [InlineData("Payez  <MiseEnEvidence>avant</MiseEnEvidence>\n\n, puis   attendez .", "Payez avant, puis attendez.")]
    [InlineData("Le <LienExterne URL='https://x.example'>formulaire</LienExterne>\n\n. Puis", "Le formulaire. Puis")]
    [InlineData("Où\u00A0? Ici\u00A0! Voici\u00A0: rien\u00A0;", "Où ? Ici ! Voici : rien ;")]
    [InlineData("Le 1<Exposant>er</Exposant> mai, 50 cm<Exposant>3</Exposant> de CO<Indice>2</Indice>", "Le 1er mai, 50 cm3 de CO2")]
    [InlineData("<MiseEnEvidence>M.</MiseEnEvidence> <MiseEnEvidence>ou</MiseEnEvidence> <MiseEnEvidence>Mme</MiseEnEvidence>", "M. ou Mme")]
    [InlineData("<LienInterne>Pajemploi</LienInterne><MiseEnEvidence>s</MiseEnEvidence>", "Pajemplois")]
    [InlineData("un ( <LienIntra>terme</LienIntra> ) et la\u00ADfin\u200B", "un (terme) et lafin")]
    [InlineData("voir .fr, 2,5 % et ...", "voir .fr, 2,5 % et ...")]
    [InlineData("lettre<LienInterne>ouverte</LienInterne>", "lettreouverte")]
    [InlineData("travail,<LienInterne>logement</LienInterne>", "travail, logement")]
    public void Words_amounts_and_punctuation_are_evenly_spaced(string paragraph, string expected) =>
        Assert.Equal([expected], Sheets.Bodies($"<Texte><Paragraphe>{paragraph}</Paragraphe></Texte>"));

    [Fact]
    public void Lists_become_lines_and_an_item_keeps_what_is_nested_in_it()
    {
        var bodies = Sheets.Bodies("""
            <Texte><Paragraphe>Il faut :</Paragraphe><Liste type="puce">
              <Item><Paragraphe>Une photo</Paragraphe></Item>
              <Item><Paragraphe>Un justificatif :</Paragraphe><Liste type="puce"><Item><Paragraphe>quittance</Paragraphe></Item><Item><Paragraphe>facture</Paragraphe></Item></Liste></Item>
              <Item><Paragraphe>Un scan</Paragraphe><Paragraphe>Sans scanner, une photo suffit.</Paragraphe></Item>
              <Item><Paragraphe> </Paragraphe></Item>
            </Liste></Texte>
            """);

        Assert.Equal(
            ["Il faut :\n- Une photo\n- Un justificatif : quittance ; facture\n- Un scan\nSans scanner, une photo suffit."], bodies);
    }

    [Fact]
    public void Notes_carry_their_label()
    {
        var bodies = Sheets.Bodies("""
            <Texte><ANoter><Titre>À noter</Titre><Paragraphe>c'est gratuit.</Paragraphe></ANoter>
            <Attention><Titre>Attention</Titre><Liste type="puce"><Item><Paragraphe>un</Paragraphe></Item></Liste></Attention>
            <Rappel><Titre>Rappel</Titre><Paragraphe>deux.</Paragraphe></Rappel>
            <ASavoir><Titre>À savoir</Titre><Paragraphe>trois.</Paragraphe></ASavoir></Texte>
            """);

        Assert.Equal(["À noter : c'est gratuit.\nAttention :\n- un\nRappel : deux.\nÀ savoir : trois."], bodies);
    }

    [Fact]
    public void A_table_row_can_be_read_alone()
    {
        var bodies = Sheets.Bodies("""
            <Texte><Tableau><Titre>Tarifs</Titre><Colonne type="normal"/>
              <Rangée type="header"><Cellule fusionVerticale="2"><Paragraphe>Foyer</Paragraphe></Cellule><Cellule fusionHorizontale="2"><Paragraphe>Plafond</Paragraphe></Cellule></Rangée>
              <Rangée type="header"><Cellule><Paragraphe>Ville</Paragraphe></Cellule><Cellule><Paragraphe>Campagne</Paragraphe></Cellule></Rangée>
              <Rangée type="normal"><Cellule fusionVerticale="2"><Paragraphe>1 personne</Paragraphe></Cellule><Cellule><Paragraphe><Valeur>1 000 €</Valeur></Paragraphe></Cellule><Cellule><Liste type="puce"><Item><Paragraphe>900 €</Paragraphe></Item><Item><Paragraphe>ou rien</Paragraphe></Item></Liste></Cellule></Rangée>
              <Rangée type="normal"><Cellule fusionHorizontale="2"><Paragraphe>Gratuit.</Paragraphe></Cellule></Rangée>
            </Tableau></Texte>
            """);

        Assert.Equal(
            [
                "Tarifs\n"
                + "- Foyer : 1 personne ; Plafond, Ville : 1 000 € ; Plafond, Campagne : 900 €, ou rien\n"
                + "- Foyer : 1 personne ; Plafond, Ville, Plafond, Campagne : Gratuit.",
            ],
            bodies);
    }

    [Fact]
    public void A_table_without_header_gives_its_values()
    {
        var bodies = Sheets.Bodies("""
            <Texte><Tableau><Rangée type="normal"><Cellule><Paragraphe>Lundi</Paragraphe></Cellule><Cellule><Paragraphe>9 h</Paragraphe></Cellule></Rangée></Tableau></Texte>
            """);

        Assert.Equal(["- Lundi : 9 h"], bodies);
    }

    [Fact]
    public void An_unknown_element_keeps_its_text()
    {
        var bodies = Sheets.Bodies("<Texte><Nouveaute><Encart>Texte neuf.</Encart></Nouveaute></Texte>");

        Assert.Equal(["Texte neuf."], bodies);
    }

    [Fact]
    public void Places_services_forms_references_and_terms_have_their_own_passages()
    {
        var document = Sheets.Read("""
            <Texte><Chapitre><Titre><Paragraphe>Démarche</Paragraphe></Titre>
              <Paragraphe>Adressez-vous à ce service :</Paragraphe>
              <OuSAdresser ID="R1" sve="non"><Titre>Mairie</Titre><Complement>Pour s'informer</Complement><PivotLocal>mairie</PivotLocal>
                <RessourceWeb URL="https://annuaire.example"/><Source ID="R9">Ministère</Source>
                <Texte><Chapitre><Titre><Paragraphe>Par téléphone</Paragraphe></Titre><Paragraphe>01 99 00 12 34</Paragraphe></Chapitre></Texte></OuSAdresser>
              <ServiceEnLigne ID="R2" URL="https://formulaire.example" type="Formulaire" numerocerfa="12345*01"><Titre>Demande</Titre><Source ID="R9">Ministère</Source>
                <NoticeLiee ID="R3" URL="https://notice.example" type="Notice">Notice de la demande</NoticeLiee>
                <ServiceEnLigneAnnexe type="Formulaire" numerocerfa="12346*01"><Titre>Annexe</Titre><LienWeb URL="mailto:x@y.example"/></ServiceEnLigneAnnexe></ServiceEnLigne>
            </Chapitre></Texte>
            <ServiceEnLigne ID="R2" URL="https://formulaire.example" type="Formulaire" numerocerfa="12345*01"><Titre>Demande</Titre></ServiceEnLigne>
            <Definition ID="R4"><Titre>Foyer</Titre><Texte><Paragraphe>Personnes vivant ensemble.</Paragraphe></Texte></Definition>
            <Abreviation ID="R5" type="Acronyme"><Titre>CAF</Titre><Texte><Paragraphe>Caisse d'allocations familiales</Paragraphe></Texte></Abreviation>
            <Reference ID="R6" type="Texte de référence" URL="https://loi.example"><Titre>Code civil : article 1</Titre><Complement>Principe</Complement></Reference>
            """);

        Assert.Equal(
            [
                "Body|Démarche|Adressez-vous à ce service :\n- Mairie|",
                "WhereToGo|Démarche|Mairie\nPour s'informer\nPar téléphone : 01 99 00 12 34|https://annuaire.example",
                "OnlineService|Démarche|Demande\nFormulaire, cerfa n° 12345*01\nMinistère|https://formulaire.example",
                "OnlineService|Démarche|Notice de la demande\nNotice|https://notice.example",
                "OnlineService|Démarche|Annexe\nFormulaire, cerfa n° 12346*01|",
                "Definition||Foyer : Personnes vivant ensemble.|",
                "Definition||CAF : Caisse d'allocations familiales|",
                "LegalReference||Code civil : article 1\nPrincipe|https://loi.example",
            ],
            document.Passages.Select(passage => $"{passage.Kind}|{string.Join('>', passage.Heading)}|{passage.Text}|{passage.Url}"));
        Assert.DoesNotContain(document.Of(PassageKind.Body), passage => passage.Text.Contains("01 99", StringComparison.Ordinal));
    }
}
