using System.Text;
using MimeKit;
using Xunit;

namespace Collegue.Tests.Knowledge.Folder;

public sealed class EmlFileTests : IDisposable
{
    private readonly DocumentFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_message_is_read_without_what_it_quotes()
    {
        folder.With("reponse.eml", Message(
            """
            Bonjour,

            La collecte des encombrants a lieu le premier mardi du mois.

            Le 2 mars 2026 à 10:12, Service propreté <proprete@sainte-amarelle.example> a écrit :

            > Quand passent les encombrants ?
            > Merci

            Cordialement
            -- 
            Service technique
            """));

        var document = await folder.OnlyDocumentAsync();

        Assert.Equal("Encombrants : jour de collecte", document.Title);
        Assert.Equal(new DateOnly(2026, 3, 3), document.Updated);
        Assert.Equal(
            [" | Message du 3 mars 2026\nBonjour,\nLa collecte des encombrants a lieu le premier mardi du mois.\nCordialement"], document.Lines());
    }

    [Theory]
    [InlineData("Oui.\n\n-----Message d'origine-----\nDe : Untel\nAncien texte.")]
    [InlineData("Oui.\n\nDe : Untel <u@a.example>\nEnvoyé : lundi 2 mars 2026 10:00\nÀ : Mairie\nObjet : Question\n\nAncien texte.")]
    [InlineData("Oui.\n\nOn Mon, Mar 2, 2026 at 10:12 AM\nUntel <u@a.example> wrote:\n\n> Ancien texte.")]
    public async Task Every_way_of_quoting_is_known(string text)
    {
        folder.With("r.eml", Message(text));

        Assert.Equal([" | Message du 3 mars 2026\nOui."], (await folder.OnlyDocumentAsync()).Lines());
    }

    [Fact]
    public async Task A_forwarded_message_is_kept()
    {
        folder.With("f.eml", Message("Pour info.\n\n---------- Forwarded message ---------\nDe : Préfecture\nDate : 2 mars\n\nLe pont est fermé."));

        Assert.EndsWith("Le pont est fermé.", Assert.Single((await folder.OnlyDocumentAsync()).Lines()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_a_newsletter_is_read_without_its_quotes()
    {
        var body = new BodyBuilder
        {
            TextBody = "Ce message est en HTML.",
            HtmlBody = "<h2>Travaux</h2><p>La rue du Lavoir est fermée du 4 au 8 mai, sauf pour les riverains.</p>"
                + "<blockquote type='cite'><p>Ancien</p></blockquote><div class='gmail_quote'>Vieux</div>",
        };
        folder.With("lettre.eml", Message(body.ToMessageBody()));

        Assert.Equal(
            [
                " | Message du 3 mars 2026",
                "Travaux | La rue du Lavoir est fermée du 4 au 8 mai, sauf pour les riverains.",
            ],
            (await folder.OnlyDocumentAsync()).Lines());
    }

    [Fact]
    public async Task Attached_files_are_named_and_those_of_a_known_format_are_read()
    {
        var body = new BodyBuilder { TextBody = "Ci-joint." };
        body.Attachments.Add("tarifs.csv", Encoding.UTF8.GetBytes("Nom;Prix\nCantine;3,20 €\nÉtude;1 €\n"));
        body.Attachments.Add("plan.png", [1, 2, 3]);
        body.Attachments.Add("abime.pdf", Encoding.ASCII.GetBytes("%PDF-1.4 rien"));
        var inner = new MimeMessage { Subject = "Délibération", Body = new TextPart("plain") { Text = "Adoptée." } };
        inner.From.Add(MailboxAddress.Parse("conseil@sainte-amarelle.example"));
        body.Attachments.Add(new MessagePart { Message = inner });
        folder.With("m.eml", Message(body.ToMessageBody()));

        var lines = (await folder.OnlyDocumentAsync()).Lines();

        Assert.StartsWith(" | Message du 3 mars 2026\nCi-joint.\nPièce jointe : plan.png\nPièce jointe : abime.pdf (non lue : ", lines[0], StringComparison.Ordinal);
        Assert.Equal("Pièce jointe : tarifs.csv > Cantine | Nom : Cantine\nPrix : 3,20 €", lines[1]);
        Assert.Contains("Pièce jointe : Délibération.eml > Délibération | ", lines[^1], StringComparison.Ordinal);
        Assert.EndsWith("Adoptée.", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_encrypted_message_is_named()
    {
        folder.With("chiffre.eml", Message(new MimePart("application", "pkcs7-mime") { Content = new MimeContent(new MemoryStream([1, 2, 3])) }));

        Assert.Contains("chiffré", (await folder.OnlySkippedAsync()).Reason);
    }

    private static byte[] Message(string text) => Message(new TextPart("plain") { Text = text });

    private static byte[] Message(MimeEntity body)
    {
        using var message = new MimeMessage
        {
            Subject = "Encombrants : jour de collecte",
            Date = new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.FromHours(1)),
            Body = body,
        };
        message.From.Add(new MailboxAddress("Mairie", "mairie@sainte-amarelle.example"));
        using var stream = new MemoryStream();
        message.WriteTo(stream);
        return stream.ToArray();
    }
}
