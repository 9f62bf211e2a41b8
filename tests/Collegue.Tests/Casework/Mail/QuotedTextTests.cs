using Collegue.Casework.Intake.Mail;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Casework.Mail;

/// <summary>What is cut from a mail, in the forms the usual programs write.</summary>
public sealed class QuotedTextTests
{
    private static readonly string[] Pieces =
    [
        "Bonjour,", "Merci pour votre réponse.", "> cité", ">> deux fois", "", "-- ", "Camille Orvault", "Le lun. 3 nov. 2025 à 10:12, Mairie <accueil@commune.fr> a écrit :",
        "On Mon, Nov 3, 2025 at 10:12 AM Mairie <a@b.fr> wrote:", "-----Message d'origine-----", "De : Mairie", "Envoyé : lundi 3 novembre", "À : Camille", "Objet : cantine",
        "Envoyé de mon iPhone", "________________________________", "\tindenté", "Ce message est confidentiel et réservé à son destinataire.",
    ];

    private static readonly Gen<string> Mails = Gen.OneOf(Gen.OneOf([.. Pieces.Select(Gen.Const)]), Gen.String[0, 40]).Array[0, 25].Select(lines => string.Join('\n', lines));

    [Theory]
    [InlineData("Merci !\n\nLe lun. 3 nov. 2025 à 10:12, Mairie <accueil@commune.fr> a écrit :\n> Bonjour,\n> la cantine coûte 3 €.")]
    [InlineData("Merci !\n\nLe lun. 3 nov. 2025 à 10:12, Mairie de Sainte-Amarelle\n<accueil@commune.fr> a écrit :\n\n> Bonjour")]
    [InlineData("Merci !\n\nOn Mon, Nov 3, 2025 at 10:12 AM Mairie <a@b.fr> wrote:\n> Bonjour")]
    [InlineData("Merci !\n\n-----Message d'origine-----\nDe : Mairie\nBonjour")]
    [InlineData("Merci !\n\n________________________________\nDe : Mairie <a@b.fr>\nEnvoyé : lundi 3 novembre 2025 10:12\nÀ : Camille\nObjet : Réponse\n\nBonjour")]
    [InlineData("Merci !\n\nDe : Mairie <a@b.fr>\nEnvoyé : lundi 3 novembre 2025 10:12\nÀ : Camille\nObjet : Réponse\n\nBonjour")]
    [InlineData("Merci !\n\nEnvoyé de mon iPhone\n\n> Le 3 nov. 2025 à 10:12, Mairie a écrit :\n> Bonjour")]
    [InlineData("Merci !\n-- \nCamille Orvault\n06 00 00 00 00")]
    [InlineData("Merci !\n\nCe message et ses pièces jointes sont confidentiels.")]
    public void Only_what_the_citizen_wrote_this_time_is_kept(string mail) => Assert.Equal("Merci !", QuotedText.Cut(mail));

    [Fact]
    public void Answers_between_the_lines_are_kept() =>
        Assert.Equal("Oui.\n\nNon, deux.", QuotedText.Cut("Le 3 nov. 2025 à 10:12, <a@b.fr> a écrit :\n> Avez-vous un enfant ?\nOui.\n\n> Un seul ?\nNon, deux."));

    [Theory]
    [InlineData("Le maire a écrit : c'est non.")]
    [InlineData("On me dit que le voisin wrote:")]
    [InlineData("De : la mairie à chez moi, il y a 3 km")]
    public void Sentences_that_look_like_quotes_stay(string mail) => Assert.Equal(mail, QuotedText.Cut(mail));

    [Theory]
    [InlineData("TR: facture", "Voir ci-dessous", true)]
    [InlineData("Fwd: facture", "Voir", true)]
    [InlineData("Facture", "---------- Forwarded message ---------\nDe : X", true)]
    [InlineData("Re: facture", "Voir", false)]
    public void What_is_forwarded_is_known(string subject, string text, bool forwarded) => Assert.Equal(forwarded, QuotedText.IsForwarded(subject, text));

    [Fact]
    public void Lines_are_left_out_and_never_changed_and_never_all_of_them() => Mails.Sample(mail =>
    {
        var cut = QuotedText.Cut(mail);
        if (mail.Trim().Length == 0)
        {
            Assert.Equal("", cut);
            return;
        }

        Assert.NotEqual("", cut);
        Assert.True(IsSubsequence(cut.Split('\n'), mail.Split('\n')), $"'{cut}' of '{mail}'");
    }, iter: 3_000);

    [Fact]
    public void No_quote_is_left_unless_all_was_quoted() => Mails.Sample(mail =>
    {
        var cut = QuotedText.Cut(mail);
        Assert.True(cut == mail.Trim() || !cut.Split('\n').Any(line => line.TrimStart().StartsWith('>')), cut);
    }, iter: 3_000);

    private static bool IsSubsequence(string[] part, string[] whole)
    {
        var at = 0;
        foreach (var line in whole)
        {
            at += at < part.Length && line.Trim() == part[at].Trim() ? 1 : 0;
        }

        return at == part.Length;
    }
}
