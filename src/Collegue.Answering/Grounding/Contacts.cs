using Collegue.Answering.Safeguards.Masking;
using Collegue.Answering.Safeguards.Masking.Detecting;

namespace Collegue.Answering.Grounding;

/// <summary>
/// The ways to reach somebody that a text holds. More is found than facts need: numbers of other countries and addresses written loosely
/// are contacts too, though no source is ever asked to prove them.
/// </summary>
internal static class Contacts
{
    public static IReadOnlyList<Fact> Find(string text)
    {
        var free = new Stretches(text.Length);
        var found = new List<Fact>();
        foreach (var data in Detection.OfContacts(text))
        {
            if (Kind(data.Kind) is { } kind && free.Take(data.Start, data.Value.Length))
                found.Add(new Fact(kind, data.Value, data.Start, Canonical(kind, data.Value)));
        }

        foreach (var fact in FactFinder.Find(text))
        {
            if (IsContact(fact.Kind) && free.Take(fact.Start, fact.Value.Length))
                found.Add(fact with { Canonical = Canonical(fact.Kind, fact.Value) });
        }

        found.Sort((one, other) => one.Start.CompareTo(other.Start));
        return found;
    }

    public static string Canonical(string kind, string value)
    {
        var plain = FactText.Plain(value);
        return kind switch
        {
            CheckKinds.Phone => FactText.Phone(plain),
            CheckKinds.Link => FactText.Link(plain),
            CheckKinds.Address => string.Join(' ', plain.Split([' ', ',', '-', '.', '\'', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)),
            _ => plain,
        };
    }

    private static bool IsContact(string kind) => kind is CheckKinds.Phone or CheckKinds.Email or CheckKinds.Link or CheckKinds.Address;

    private static string? Kind(DataKind kind) => kind switch
    {
        DataKind.Phone => CheckKinds.Phone,
        DataKind.Email => CheckKinds.Email,
        DataKind.Address => CheckKinds.Address,
        _ => null,
    };
}
