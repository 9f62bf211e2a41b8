using System.Globalization;
using Collegue.Casework.Sending;
using Collegue.Storage.Incidents;
using Collegue.Storage.Organisations;

namespace Collegue.Casework.Incidents;

/// <summary>The letter of correction: one text for all, in which what differs from case to case is named between braces.</summary>
public static class CorrectionText
{
    public const string Number = "{numero}";
    public const string Date = "{date}";
    public const string Sentence = "{phrase}";

    /// <summary>What was wrong, what is right, and an apology; the agent changes it as they like.</summary>
    public static string Suggest(string right) => LetterTexts.Get("correction.text", LetterTexts.French, Number, Date, Sentence, right.Trim());

    /// <summary>The letter of one case.</summary>
    public static string For(Incident incident, IncidentRecipient recipient, string caseNumber)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(recipient);
        return (recipient.OwnText ?? incident.Correction ?? "")
            .Replace(Number, caseNumber, StringComparison.Ordinal)
            .Replace(Date, TownHallTime.At(recipient.ReplySentAt).ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("fr-FR")), StringComparison.Ordinal)
            .Replace(Sentence, recipient.Words ?? incident.WrongText, StringComparison.Ordinal);
    }
}
