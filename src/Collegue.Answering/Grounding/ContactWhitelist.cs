using System.Collections.Frozen;

namespace Collegue.Answering.Grounding;

/// <summary>Contacts that may stand in a text: those of the passages it cites and those of the organisation's directory. Immutable.</summary>
public sealed class ContactWhitelist
{
    private readonly FrozenSet<(string Kind, string Canonical)> _allowed;

    private ContactWhitelist(IEnumerable<(string Kind, string Canonical)> allowed) => _allowed = allowed.ToFrozenSet();

    public static ContactWhitelist Empty { get; } = new([]);

    /// <param name="passages">As stored, with the addresses they lead to.</param>
    public static ContactWhitelist Of(IEnumerable<StoredPassage> passages, IEnumerable<OfficeContact> offices) => Of(
        [
            .. passages.SelectMany(passage => new[]
                { passage.Text, passage.Heading, passage.Situation, passage.DocumentTitle, passage.Url, passage.DocumentUrl }),
            .. offices.SelectMany(office => new[]
                { office.Name, office.Phone is { Length: > 0 } phone ? $"téléphone {phone}" : null, office.Email, office.OpeningHours, office.Address }),
        ]);

    /// <summary>Every contact that these texts hold.</summary>
    public static ContactWhitelist Of(IEnumerable<string?> texts) =>
        new(texts.OfType<string>().SelectMany(Contacts.Find).SelectMany(contact => Contacts.Keys(contact)));

    public bool Allows(Fact contact) => Contacts.Keys(contact).Any(_allowed.Contains);
}
