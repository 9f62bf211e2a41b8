using System.Diagnostics;
using System.Text;
using Collegue.Bench.Mail;
using Collegue.Casework;
using Collegue.Casework.Intake.Mail;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Casework.Mail;

/// <summary>Reading the bytes of mails: what the usual programs send, and what nobody should.</summary>
public sealed class MailReaderTests
{
    private const string Head = "From: Camille <camille@exemple.fr>\r\nTo: mairie@commune.fr\r\nSubject: =?utf-8?Q?R=C3=A9clamation?=\r\nMessage-ID: <a@b>\r\n";

    [Theory]
    [InlineData("text/plain; charset=windows-1252", "Coût : 12 \u0080", "Coût : 12 €")]
    [InlineData("text/plain; charset=iso-8859-1", "l'été \u0080", "l'été €")]
    [InlineData("text/plain; charset=iso-8859-15", "12 \u00a4", "12 €")]
    [InlineData("text/plain; charset=x-inconnu", "d\u00e9j\u00e0", "déjà")]
    [InlineData("text/plain; charset=utf-8", "d\u00e9j\u00e0", "déjà")]
    public void Charsets_are_read_whatever_they_say(string type, string latin, string expected) =>
        Assert.Equal(expected, Read($"{Head}Content-Type: {type}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{latin}").Text);

    [Fact]
    public void Utf7_is_refused()
    {
        var read = Read($"{Head}Content-Type: text/plain; charset=utf-7\r\n\r\n+ADw-script+AD4-");

        Assert.Equal(("charset", ""), (read.Nature, read.Whole));
    }

    [Fact]
    public void Html_becomes_lines_and_its_quote_is_cut()
    {
        var read = Read($"{Head}Content-Type: text/html; charset=utf-8\r\n\r\n<html><head><style>p{{}}</style></head><body><p>Bonjour,</p><p>merci&nbsp;!<br>Camille</p>"
            + "<script>alert(1)</script><div class=\"gmail_quote\">Le 3 nov. <div>a écrit</div><blockquote>Cité</blockquote></div></body></html>");

        Assert.Equal("Bonjour,\n\nmerci !\nCamille", read.Text);
        Assert.Contains("> Cité", read.Whole, StringComparison.Ordinal);
        Assert.DoesNotContain("alert", read.Whole, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_are_kept_or_named()
    {
        var read = Read($"{Head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nVoici.\r\n"
            + "--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename*=utf-8''re%C3%A7u.pdf\r\n\r\n%PDF-1.4\r\n"
            + "--b\r\nContent-Type: application/x-msdownload; name=\"=?iso-8859-1?Q?m=E9chant.exe?=\"\r\nContent-Disposition: attachment\r\n\r\nMZ\r\n"
            + "--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Disposition: attachment\r\n\r\nabc\r\n--b--\r\n");

        Assert.Equal("reçu.pdf", Assert.Single(read.Files).FileName);
        Assert.Contains(new RefusedFile("méchant.exe", "file-type"), read.Refused);
        Assert.Contains(read.Refused, file => file.Name == "winmail.dat");
        Assert.Equal("Voici.", read.Text);
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied", "auto-reply")]
    [InlineData("Auto-Submitted: auto-generated (cron)", "automatic")]
    [InlineData("Auto-Submitted: no", null)]
    [InlineData("X-Autoreply: yes", "auto-reply")]
    [InlineData("Precedence: bulk", "mailing-list")]
    [InlineData("List-Id: <nouvelles.exemple.fr>", "mailing-list")]
    [InlineData("Return-Path: <>", "bounce")]
    [InlineData("X-Spam-Flag: YES", "spam")]
    [InlineData("X-Spam-Status: No, score=1", null)]
    [InlineData("Content-Type: multipart/report; report-type=disposition-notification; boundary=b", "read-receipt")]
    public void Machines_are_recognised(string header, string? nature) => Assert.Equal(nature, Read($"{Head}{header}\r\n\r\nBonjour").Nature);

    [Fact]
    public void A_delivery_report_names_the_letter_and_the_reason()
    {
        var letter = Guid.Parse("01934567-89ab-7cde-8f01-23456789abcd");
        var read = Read("From: MAILER-DAEMON@exemple.fr\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nPas là.\r\n"
            + "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; exemple.fr\r\n\r\nFinal-Recipient: rfc822; Camille@exemple.fr\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 inconnu\r\n\r\n"
            + $"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{letter}@commune.fr>\r\nSubject: x\r\n\r\n--b--\r\n");

        Assert.Equal(new DeliveryReport(letter, "camille@exemple.fr", true, "5.1.1 550 inconnu"), Assert.Single(read.Reports));
    }

    [Fact]
    public void The_same_mail_in_two_mailboxes_has_one_key_and_another_mail_another()
    {
        var one = Read($"Received: by a\r\nDelivered-To: x@commune.fr\r\n{Head}\r\nBonjour");
        var two = Read($"Received: by b\r\nDelivered-To: y@commune.fr\r\n{Head}\r\nBonjour");

        Assert.Equal(one.ContentKey, two.ContentKey);
        Assert.NotEqual(one.ContentKey, Read($"{Head}\r\nBonsoir").ContentKey);
    }

    [Fact]
    public void Every_mail_of_the_generator_is_read_or_is_no_mail()
    {
        foreach (var mail in MailGenerator.Make(200, 100, 3))
        {
            var read = Try(mail.Raw);
            Assert.True(mail.IsDamaged || (read is { Nature: null } && read.Text.Contains($"[{mail.Number}]", StringComparison.Ordinal) && read.Sender == mail.Sender), $"{mail.Kind}: {read}");
        }
    }

    /// <summary>Bytes flipped, cut, doubled and put elsewhere: read, or refused as no mail, within the time given and with storable text.</summary>
    [Fact]
    public void Damaged_mails_end_nothing()
    {
        var mails = MailGenerator.Make(60, 40, 4);
        var slowest = TimeSpan.Zero;
        Gen.Select(Gen.Int[0, 59], Gen.Int[0, int.MaxValue], Gen.Int[1, 30]).Sample((index, seed, wounds) =>
        {
            var raw = Damage(mails[index].Raw, new Random(seed), wounds);
            var watch = Stopwatch.StartNew();
            var read = Try(raw);
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            if (read is not null)
            {
                Assert.DoesNotContain('\0', read.Whole);
                Assert.True(read.Text.Length <= new CaseworkOptions().MaxMessageLength);
                Assert.Equal(read.Whole, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(read.Whole)));
            }
        }, iter: 3_000, threads: 1);
        Assert.True(slowest < TimeSpan.FromSeconds(5), $"{slowest}");
    }

    private static byte[] Damage(byte[] raw, Random random, int wounds)
    {
        var bytes = raw.ToList();
        for (var wound = 0; wound < wounds && bytes.Count > 2; wound++)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, Math.Min(random.Next(200), bytes.Count - at)));
                    break;
                default:
                    bytes.Insert(at, (byte)"\r\n:;=\"<>()-"[random.Next(11)]);
                    break;
            }
        }

        return [.. bytes];
    }

    private static ReadMail? Try(byte[] raw)
    {
        try
        {
            return MailReader.Read(raw, new CaseworkOptions());
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static ReadMail Read(string latin) => MailReader.Read(MailCharsets.Western.GetBytes(latin.Replace("\u0080", "€", StringComparison.Ordinal)), new CaseworkOptions());
}
