using Collegue.Answering.Grounding;

namespace Collegue.Answering.Safeguards.Masking.Detecting;

/// <summary>Every detector in turn, the surest first: what has a key before what has only a shape, names last.</summary>
internal static class Detection
{
    /// <param name="names">Words known to be names from other texts of the same prompt.</param>
    public static IReadOnlyList<DetectedData> Run(string text, ContactWhitelist? published, HashSet<string> names) =>
        Run(new Reading(text), published, names);

    public static IReadOnlyList<DetectedData> Run(Reading reading, ContactWhitelist? published, HashSet<string> names)
    {
        var found = new Found(reading, published);
        Emails.Find(reading, found);
        AccountNumbers.Find(reading, found);
        SocialSecurityNumbers.Find(reading, found, onlyWithKey: true);
        CardNumbers.Find(reading, found);
        FileNumbers.Find(reading, found);
        SocialSecurityNumbers.Find(reading, found, onlyWithKey: false);
        Phones.Find(reading, found);
        BirthDates.Find(reading, found);
        Plates.Find(reading, found);
        Addresses.Find(reading, found);
        Names.Find(reading, found, names);
        BirthDates.FindBesideNames(reading, found);
        return found.InOrder;
    }

    /// <summary>Phones, e-mails and addresses only, published or not.</summary>
    public static IReadOnlyList<DetectedData> OfContacts(string text)
    {
        var reading = new Reading(text);
        var found = new Found(reading, null);
        Emails.Find(reading, found);
        Phones.Find(reading, found);
        Addresses.Find(reading, found);
        return found.InOrder;
    }
}
