using System.Collections.Frozen;

namespace Collegue.Answering.Grounding;

/// <summary>Contacts that may stand in a text: those of the passages it cites and those of the organisation's directory. Immutable.</summary>
public sealed class ContactWhitelist
{
    private readonly FrozenSet<(string Kind, string Canonical)> _allowed;
    private readonly string[] _addresses;

    private ContactWhitelist(IReadOnlyList<Fact> allowed)
    {
        _allowed = allowed.Select(contact => (contact.Kind, contact.Canonical)).ToFrozenSet();
        _addresses = [.. allowed.Where(contact => contact.Kind == CheckKinds.Address).Select(contact => contact.Canonical).Distinct()];
    }

    public static ContactWhitelist Empty { get; } = new([]);

    /// <summary>Every contact that these texts hold, and those of the offices.</summary>
    public static ContactWhitelist Of(IEnumerable<string?> texts, IEnumerable<OfficeContact> offices) => new(
        [
            .. texts.Concat(offices.SelectMany(office => new[]
                { office.Name, office.Phone is { Length: > 0 } phone ? $"téléphone {phone}" : null, office.Email, office.OpeningHours, office.Address }))
                .OfType<string>().SelectMany(Contacts.Find),
        ]);

    public bool Allows(Fact contact)
    {
        var canonical = Contacts.Canonical(contact.Kind, contact.Value);
        return _allowed.Contains((contact.Kind, canonical)) || (contact.Kind == CheckKinds.Address && _addresses.Any(address => IsPart(address, canonical)));
    }

    /// <summary>The street without the town, or the town without the street: from its start, or from the postal code on.</summary>
    private static bool IsPart(string address, string part)
    {
        var at = $" {address} ".IndexOf($" {part} ", StringComparison.Ordinal);
        return at == 0 ? part.Split(' ').Length >= 3 : at > 0 && part.Length > 6 && part.AsSpan(0, 5).IndexOfAnyExceptInRange('0', '9') < 0 && part[5] == ' ';
    }
}
