using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Collegue.Answering.Grounding;

/// <summary>The ways of writing one fact brought to a single one.</summary>
internal static class FactText
{
    /// <summary>Lower case without accents, plain spaces and apostrophes, of the very same length, so that offsets hold.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
            plain.Append(letter < 128 ? char.ToLowerInvariant(letter) : Plain(letter));
        return plain.ToString();
    }

    public static string Email(string value) => value;

    public static string Phone(string value)
    {
        var digits = string.Concat(value.Where(char.IsAsciiDigit));
        if (digits.StartsWith("0033", StringComparison.Ordinal))
            digits = "0" + digits[4..].TrimStart('0');
        else if (value.StartsWith('+') && digits.StartsWith("33", StringComparison.Ordinal))
            digits = "0" + digits[2..].TrimStart('0');
        return digits;
    }

    /// <summary>Without the punctuation that ends a sentence, nor a bracket the address did not open.</summary>
    public static int LinkLength(string value)
    {
        var length = value.Length;
        while (length > 0 && (value[length - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '…'
                              || (value[length - 1] is ')' or ']' && !value.AsSpan(0, length).ContainsAny('(', '['))))
            length--;
        return length;
    }

    public static string Link(string value)
    {
        var link = value[..LinkLength(value)].TrimEnd('/');
        var scheme = link.IndexOf("://", StringComparison.Ordinal);
        return scheme < 0 ? link : link[(scheme + 3)..];
    }

    public static string Address(string value)
    {
        var words = value.Replace(',', ' ').Replace('-', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words);
    }

    public static string? Amount(Match match)
    {
        var number = match.Groups["number"].Value.Replace(" ", "", StringComparison.Ordinal);
        if (number.Contains(',', StringComparison.Ordinal) || Thousands(number))
            number = number.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            return null;
        var factor = match.Groups["factor"].Value switch
        {
            "" => 1m,
            "k" or "mille" => 1_000m,
            ['m', 'i', 'l', 'l', 'i', 'a', ..] => 1_000_000_000m,
            _ => 1_000_000m,
        };
        if (amount > 1_000_000_000_000m)
            return null;
        amount *= factor;
        var unit = match.Groups["unit"].Value switch { "%" or "pour cent" => "%", ['c', ..] => "cent", _ => "eur" };
        if (unit == "cent")
            (amount, unit) = (amount / 100, "eur");
        else if (match.Groups["cents"] is { Success: true } cents)
            amount += decimal.Parse(cents.Value, CultureInfo.InvariantCulture) / 100;
        return string.Create(CultureInfo.InvariantCulture, $"{amount:0.######} {unit}");
    }

    private static bool Thousands(string number)
    {
        var parts = number.Split('.');
        return parts.Length > 2 || (parts.Length == 2 && parts[1].Length == 3);
    }

    private static char Plain(char letter) => letter switch
    {
        '\u00A0' or '\u202F' or '\u2009' => ' ',
        '’' or '‘' or 'ʼ' => '\'',
        '‐' or '‑' or '–' => '-',
        _ when char.IsSurrogate(letter) || !char.IsLetter(letter) => letter,
        _ => Unaccented(letter),
    };

    private static char Unaccented(char letter)
    {
        var lower = char.ToLowerInvariant(letter);
        var apart = lower.ToString().Normalize(NormalizationForm.FormD);
        return apart[0] < 128 ? apart[0] : lower;
    }
}
