using System.Globalization;
using System.Text;
using Collegue.Answering.Composing;

namespace Collegue.Answering.Grounding;

/// <summary>
/// Takes out of a text every phone number, e-mail, web address and postal address that no source and no directory gives: models invent them.
/// </summary>
public static class ContactMask
{
    private const int MostRounds = 6;

    /// <summary>A visible mark stands where a contact was. After it, no contact outside of <paramref name="whitelist"/> can be found.</summary>
    public static MaskedContacts Apply(string text, ContactWhitelist whitelist, CultureInfo culture)
    {
        var mark = AnswerTexts.Get("UnverifiedContact", culture);
        var masked = new List<Fact>();
        for (var round = 0; round < MostRounds; round++)
        {
            var unknown = Contacts.Find(text).Where(contact => !whitelist.Allows(contact)).ToList();
            if (unknown.Count == 0)
                break;

            // What is left around a mark may read as another contact.
            masked.AddRange(unknown);
            text = Replace(text, unknown, mark);
        }

        return new MaskedContacts(text, masked);
    }

    private static string Replace(string text, List<Fact> contacts, string mark)
    {
        var replaced = new StringBuilder(text.Length);
        var at = 0;
        foreach (var contact in contacts)
        {
            replaced.Append(text, at, contact.Start - at).Append(mark);
            at = contact.Start + contact.Value.Length;
        }

        return replaced.Append(text, at, text.Length - at).ToString();
    }
}

/// <param name="Masked">What was taken out, as it was written; the offsets are those of the text it was found in.</param>
public sealed record MaskedContacts(string Text, IReadOnlyList<Fact> Masked);
