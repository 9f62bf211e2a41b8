using Collegue.Answering;
using Collegue.Answering.Grounding;
using Collegue.Answering.Safeguards.Masking;
using Xunit;

namespace Collegue.Tests.Safeguards;

public sealed class FindingPersonalDataTests
{
    [Theory]
    [InlineData("Je m'appelle Zorica Petrovic.", DataKind.Person, "Zorica Petrovic")]
    [InlineData("bonjour je m'appelle jean dupont", DataKind.Person, "jean dupont")]
    [InlineData("Je suis Oumou Diallo, voisine.", DataKind.Person, "Oumou Diallo")]
    [InlineData("Vu avec M. et Mme Castaing hier.", DataKind.Person, "Castaing")]
    [InlineData("Mme Le Goff a dit oui.", DataKind.Person, "Le Goff")]
    [InlineData("mon fils Adam est malade", DataKind.Person, "Adam")]
    [InlineData("Ma fille s'appelle Maëlys.", DataKind.Person, "Maëlys")]
    [InlineData("De : Patrick Moreau <x@y.example>", DataKind.Person, "Patrick Moreau")]
    [InlineData("> Le 3 mai, Leïla Haddad a écrit :", DataKind.Person, "Leïla Haddad")]
    [InlineData("Merci\nCordialement,\nYann KERVELLA", DataKind.Person, "Yann KERVELLA")]
    [InlineData("Dossier de DUPONT Jean-Marc", DataKind.Person, "DUPONT Jean-Marc")]
    [InlineData("Madame Marie-Thérèse de la Villardière", DataKind.Person, "Marie-Thérèse de la Villardière")]
    [InlineData("NIR 1 84 12 76 451 089 46 à jour", DataKind.SocialSecurity, "1 84 12 76 451 089 46")]
    [InlineData("184127645108946", DataKind.SocialSecurity, "184127645108946")]
    [InlineData("numéro 1 84 12 2A 451 089 80", DataKind.SocialSecurity, "1 84 12 2A 451 089 80")]
    [InlineData("mon numéro de sécu : 184127645108999", DataKind.SocialSecurity, "184127645108999")]
    [InlineData("IBAN FR76 3000 6000 0112 3456 7890 189 merci", DataKind.Iban, "FR76 3000 6000 0112 3456 7890 189")]
    [InlineData("de89370400440532013000", DataKind.Iban, "de89370400440532013000")]
    [InlineData("carte 4970 1000 0000 0014", DataKind.Card, "4970 1000 0000 0014")]
    [InlineData("au 06.39.98.12.45 svp", DataKind.Phone, "06.39.98.12.45")]
    [InlineData("au +33 (0)6 39 98 12 45", DataKind.Phone, "+33 (0)6 39 98 12 45")]
    [InlineData("au +44 7700 900123", DataKind.Phone, "+44 7700 900123")]
    [InlineData("tel 40 46 20 01 à Papeete", DataKind.Phone, "40 46 20 01")]
    [InlineData("écrire à jp_durand+x@orange.fr.", DataKind.Email, "jp_durand+x@orange.fr")]
    [InlineData("marie.petit (at) exemple.fr", DataKind.Email, "marie.petit (at) exemple.fr")]
    [InlineData("au 12 bis, rue des Tilleuls, 33120 Arcachon", DataKind.Address, "12 bis, rue des Tilleuls, 33120 Arcachon")]
    [InlineData("j'habite 12 rue victor hugo 93100 montreuil", DataKind.Address, "12 rue victor hugo 93100 montreuil")]
    [InlineData("Écrire : 33000 Bordeaux", DataKind.Address, "33000 Bordeaux")]
    [InlineData("Elle habite résidence Les Filaos, bât. C, apt 14, 97400 Saint-Denis.", DataKind.Address, "résidence Les Filaos, bât. C, apt 14, 97400 Saint-Denis")]
    [InlineData("née le 12 mars 1985 à Bamako", DataKind.BirthDate, "12 mars 1985")]
    [InlineData("Date de naissance : 1985-03-12", DataKind.BirthDate, "1985-03-12")]
    [InlineData("M. Paul Legrand (12/03/1985)", DataKind.BirthDate, "12/03/1985")]
    [InlineData("dossier n° A-2025-77120", DataKind.FileNumber, "A-2025-77120")]
    [InlineData("Mon numéro fiscal est le 12 34 567 890 123.", DataKind.FileNumber, "12 34 567 890 123")]
    [InlineData("allocataire CAF 1234567", DataKind.FileNumber, "1234567")]
    [InlineData("dossier social n° 2026-88", DataKind.FileNumber, "2026-88")]
    [InlineData("j'ai reçu TH-2026-55781", DataKind.FileNumber, "TH-2026-55781")]
    [InlineData("ma fille Zorislava", DataKind.Person, "Zorislava")]
    [InlineData("passeport 12AB34567", DataKind.FileNumber, "12AB34567")]
    [InlineData("la voiture AB-123-CD", DataKind.Plate, "AB-123-CD")]
    [InlineData("immatriculée 1234 AB 56", DataKind.Plate, "1234 AB 56")]
    public void Personal_data_is_found_where_it_stands(string text, DataKind kind, string value)
    {
        var found = new Masker().Find(text);

        Assert.Contains(found, data => data.Kind == kind && data.Value == value && text.Substring(data.Start, data.Value.Length) == value);
    }

    [Theory]
    [InlineData("Appelez le 3939, le 15 ou le 115.")]
    [InlineData("La piscine Jean Taris et l'école Jules Ferry, rue Victor Hugo.")]
    [InlineData("La mairie de Saint-Martin, avenue du Général de Gaulle.")]
    [InlineData("Monsieur le Maire, Madame la Directrice,")]
    [InlineData("Le repas coûte 3,20 € depuis le 1er septembre 2026.")]
    [InlineData("Le formulaire cerfa n° 12100*02 et la loi n° 2005-102 du 11 février 2005.")]
    [InlineData("Les enfants nés à partir du 1er janvier 2018 ont 11 vaccins.")]
    [InlineData("Le SIRET est 123 456 789 00012.")]
    [InlineData("25 000 habitants, 75000 euros, du 01/02/2026 10 h 30 au 05.06.2020 12 34 56")]
    [InlineData("Je suis Française et assistante maternelle. Marié, deux enfants.")]
    public void What_tells_nobody_is_left(string text) => Assert.Empty(new Masker().Find(text));

    [Fact]
    public void The_published_contacts_of_the_town_hall_are_left()
    {
        var office = new OfficeContact("Mairie", "05 36 49 10 00", "accueil@sainte-amarelle.example", Address: "3 place de la Mairie, 00000 Sainte-Amarelle");
        var masker = new Masker(new MaskingOptions(ContactWhitelist.Of([], [office])));

        var found = masker.Find("Écrire à accueil@sainte-amarelle.example, +33 5 36 49 10 00, 3 place de la Mairie, 00000 Sainte-Amarelle ; sinon 06 39 98 12 45.");

        Assert.Equal("06 39 98 12 45", Assert.Single(found).Value);
    }

    [Fact]
    public void A_name_told_once_is_known_again_without_what_told_it() => Assert.Equal(
        ["Zorica Petrovic", "Petrovic"],
        new Masker().Find("Je m'appelle Zorica Petrovic. Le dossier de Petrovic est ouvert.").Select(data => data.Value));
}
