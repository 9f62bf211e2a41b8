using Collegue.Casework.Intake.Mail;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Casework.Mail;

public sealed class MailThreadTests
{
    [Fact]
    public void The_id_of_a_letter_leads_back_to_it_and_nothing_else_does()
    {
        Gen.Select(Gen.Guid, Gen.OneOf(Gen.Const("accueil@commune.fr"), Gen.Const("a@b"), Gen.Const("x@y.z"))).Sample((letter, sender) =>
        {
            var id = MailThread.MessageIdOf(letter, sender);
            Assert.Equal(letter, MailThread.LetterOf(id));
            Assert.Equal(letter, MailThread.LetterOf($"<{id}>"));
            Assert.Equal([letter], MailThread.LettersIn($"Votre message <{id}> n'a pas été remis."));
        }, iter: 500);
        Gen.String[0, 60].Sample(text => Assert.Null(MailThread.LetterOf(text)), iter: 2_000);
    }

    [Theory]
    [InlineData("Re: Réponse à votre demande n° 2026-000123 – Commune", new[] { "2026-000123" })]
    [InlineData("2026-000123 et 2026-000124, 2026-000123", new[] { "2026-000123", "2026-000124" })]
    [InlineData("Facture 12026-0001234", new string[0])]
    [InlineData(null, new string[0])]
    public void Numbers_are_found_in_subjects(string? subject, string[] numbers) => Assert.Equal(numbers, MailThread.CaseNumbersIn(subject));

    [Theory]
    [InlineData("Re: RE : Tr: Cantine", "Cantine")]
    [InlineData("Réclamation", "Réclamation")]
    [InlineData("  ", "")]
    public void Marks_of_answers_are_taken_off(string subject, string bare) => Assert.Equal(bare, MailThread.BareSubject(subject));
}
