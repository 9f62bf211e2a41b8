using System.Globalization;
using Collegue.Answering;
using Collegue.Answering.Grounding;
using Collegue.Tests.Answering;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Safeguards;

public sealed class UnverifiedContactsTests
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr");
    private static readonly OfficeContact Office = new("Mairie", "05 36 49 10 00", "accueil@sainte-amarelle.example", Address: "3 place de la Mairie, 00000 Sainte-Amarelle");

    private static readonly ContactWhitelist Allowed = ContactWhitelist.Of(
        ["Réservez au 05 36 49 10 40 ou sur https://cantine.sainte-amarelle.example/reserver.", "https://service.example/acte", "Cantine"],
        [Office]);

    [Theory]
    [InlineData("Appelez le 05 36 49 10 40.")]
    [InlineData("Appelez le +33 5 36 49 10 00.")]
    [InlineData("Écrivez à accueil@sainte-amarelle.example.")]
    [InlineData("Allez sur cantine.sainte-amarelle.example/reserver ou https://service.example/acte.")]
    [InlineData("Venez au 3 place de la Mairie.")]
    public void Contacts_of_the_sources_and_of_the_directory_stay(string text) =>
        Assert.Equal(text, ContactMask.Apply(text, Allowed, French).Text);

    [Theory]
    [InlineData("Appelez le 05 36 49 10 41.", "05 36 49 10 41", "Appelez le [coordonnée non vérifiée].")]
    [InlineData("Appelez le 3939.", "3939", "Appelez le [coordonnée non vérifiée].")]
    [InlineData("Appelez le +44 7700 900123.", "+44 7700 900123", "Appelez le [coordonnée non vérifiée].")]
    [InlineData("Écrivez à maire@sainte-amarelle.example.", "maire@sainte-amarelle.example", "Écrivez à [coordonnée non vérifiée].")]
    [InlineData("Allez sur https://faux.example/payer.", "https://faux.example/payer", "Allez sur [coordonnée non vérifiée].")]
    [InlineData("Venez au 5 place de la Mairie.", "5 place de la Mairie", "Venez au [coordonnée non vérifiée].")]
    public void Any_other_is_replaced_by_a_mark_and_listed(string text, string contact, string expected)
    {
        var masked = ContactMask.Apply(text, Allowed, French);

        Assert.Equal(expected, masked.Text);
        Assert.Equal(contact, Assert.Single(masked.Masked).Value);
    }

    [Fact]
    public void The_mark_is_in_the_language_of_the_reader() => Assert.Equal(
        "Call [unverified contact].", ContactMask.Apply("Call 05 36 49 10 41.", ContactWhitelist.Empty, CultureInfo.GetCultureInfo("en")).Text);

    [Fact]
    public void No_contact_outside_of_the_list_is_left() => Gen.OneOf(Gen.String, Pick.From(
            "05 36 49 10 40", "05 36 49 10 41", "0536491041", "+33 6 39 98 12 45", "+44 7700 900123", "le 3939", "a@b.example", "accueil@sainte-amarelle.example", "https://x.example/a", "www.y.fr", "z.fr",
            "12 rue des Lilas", "3 place de la Mairie", ", 33000 Bordeaux", "00000 Sainte-Amarelle", " ", ".", "-", "1", "0", "appelez ", "tel ", "@", "/", "(", "\n", "é").Array[0, 16].Select(pieces => string.Concat(pieces)))
        .Sample(text => Assert.All(Contacts.Find(ContactMask.Apply(text, Allowed, French).Text), contact => Assert.True(Allowed.Allows(contact), contact.Value)), iter: 5_000);
}
