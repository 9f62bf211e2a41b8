using System.Collections.Frozen;
using System.Globalization;

namespace Collegue.Answering.Safeguards.Masking;

internal enum PlaceholderReading
{
    None,

    /// <summary>The text ends before it can be said.</summary>
    Unfinished,
    Whole,
}

/// <summary>
/// What stands for a value: <c>[PERSONNE_1]</c>. Read as models write it back: in any case, with accents, with spaces and Markdown marks
/// inside the brackets. No bracket can stand inside another, so two placeholders never overlap.
/// </summary>
internal readonly record struct Placeholder(DataKind Kind, int Number)
{
    private const int MostMarks = 12;
    private const int MostDigits = 6;

    private static readonly FrozenDictionary<DataKind, string> Labels = new Dictionary<DataKind, string>
    {
        [DataKind.Person] = "PERSONNE",
        [DataKind.Phone] = "TELEPHONE",
        [DataKind.Email] = "COURRIEL",
        [DataKind.Iban] = "IBAN",
        [DataKind.Card] = "CARTE",
        [DataKind.SocialSecurity] = "SECU",
        [DataKind.Address] = "ADRESSE",
        [DataKind.BirthDate] = "NAISSANCE",
        [DataKind.FileNumber] = "NUMERO",
        [DataKind.Plate] = "PLAQUE",
        [DataKind.Literal] = "TEXTE",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, DataKind> Kinds = Labels.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);
    private static readonly FrozenSet<string> Beginnings =
        Labels.Values.SelectMany(label => Enumerable.Range(1, label.Length).Select(length => label[..length])).ToFrozenSet();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Labels[Kind]}_{Number}]");

    /// <summary>Reads what begins with the opening bracket at the start of <paramref name="text"/>; looks at 60 characters at most.</summary>
    public static PlaceholderReading Read(ReadOnlySpan<char> text, out Placeholder found, out int length)
    {
        (found, length) = (default, 0);
        var at = SkipMarks(text, 1);
        Span<char> label = stackalloc char[Labels[DataKind.Phone].Length];
        var letters = 0;
        while (at < text.Length && Letter(text[at]) is { } letter)
        {
            if (letters == label.Length)
                return PlaceholderReading.None;
            label[letters++] = letter;
            at++;
            if (!Beginnings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(label[..letters]))
                return PlaceholderReading.None;
        }

        if (at < text.Length && letters == 0)
            return PlaceholderReading.None;
        DataKind kind = default;
        if (at < text.Length && !Kinds.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(label[..letters], out kind))
            return PlaceholderReading.None;
        at = SkipMarks(text, at);
        var (number, digits) = (0, 0);
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++, digits++)
        {
            if (digits == MostDigits)
                return PlaceholderReading.None;
            number = (number * 10) + text[at] - '0';
        }

        if (digits == 0 && at < text.Length)
            return PlaceholderReading.None;
        at = SkipMarks(text, at);
        if (at == text.Length)
            return PlaceholderReading.Unfinished;
        if (text[at] != ']')
            return PlaceholderReading.None;
        (found, length) = (new Placeholder(kind, number), at + 1);
        return PlaceholderReading.Whole;
    }

    /// <summary>Every placeholder, and everything that would be read as one, of a text.</summary>
    public static IEnumerable<(int Start, int Length, Placeholder Found)> Find(string text)
    {
        for (var at = text.IndexOf('['); at >= 0; at = at + 1 < text.Length ? text.IndexOf('[', at + 1) : -1)
        {
            if (Read(text.AsSpan(at), out var found, out var length) == PlaceholderReading.Whole)
                yield return (at, length, found);
        }
    }

    private static int SkipMarks(ReadOnlySpan<char> text, int at)
    {
        var end = Math.Min(text.Length, at + MostMarks);
        while (at < end && text[at] is ' ' or '\u00A0' or '\u202F' or '\u200B' or '\u2060' or '\uFEFF' or '*' or '_' or '`' or '~' or '\\' or '-' or ':' or '#')
            at++;
        return at;
    }

    private static char? Letter(char letter) => letter switch
    {
        >= 'a' and <= 'z' => (char)(letter - 32),
        >= 'A' and <= 'Z' => letter,
        'é' or 'è' or 'ê' or 'É' or 'È' or 'Ê' => 'E',
        _ => null,
    };
}
