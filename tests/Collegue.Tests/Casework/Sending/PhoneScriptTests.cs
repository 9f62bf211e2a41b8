using Collegue.Casework.Sending;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Tests.Storage;
using Xunit;

namespace Collegue.Tests.Casework.Sending;

public sealed class PhoneScriptTests
{
    private static readonly Rows Rows = new(TimeProvider.System);

    [Fact]
    public void It_says_the_reply_sentence_by_sentence_without_the_forms_of_a_letter()
    {
        var script = Of("Bonjour Madame Orvault,\n\nLa carte coûte 25 €. Venez le 12 mars 2027 au 3 place de la Mairie.\n\nAppelez le 05 36 49 10 00.\n\nCordialement,\n\nÉtat civil", "Jeanne Orvault");

        Assert.Equal(["La carte coûte 25 €.", "Venez le 12 mars 2027 au 3 place de la Mairie.", "Appelez le 05 36 49 10 00."], script.Sentences);
        Assert.Contains("25 €", script.Slowly);
        Assert.Contains("05 36 49 10 00", script.Slowly);
        Assert.Contains("Jeanne Orvault", script.Check, StringComparison.Ordinal);
        Assert.Contains("Commune de Sainte-Amarelle", script.Opening, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sentence_that_only_begins_like_a_greeting_is_said() =>
        Assert.Contains(Of("Monsieur le Maire a signé l’arrêté. Il est affiché.", null).Sentences, sentence => sentence.Contains("a signé", StringComparison.Ordinal));

    private static PhoneScript Of(string text, string? name)
    {
        var organisation = Rows.Organisation();
        var request = Rows.Case(organisation);
        request.CitizenName = name;
        var reply = new Reply
        {
            OrganisationId = organisation.Id,
            Id = Rows.NewId(),
            CaseId = request.Id,
            AgentId = Rows.NewId(),
            SignedBy = "État civil",
            Text = text,
            SentAt = Rows.Now,
        };
        return PhoneScript.Of(request, reply, organisation);
    }
}
