using System.Globalization;
using System.Text.RegularExpressions;
using Collegue.Answering.Safeguards.Masking;

namespace Collegue.Gateway.Masking;

/// <summary>Masks the texts of one request, and checks at the end that nothing was left in them.</summary>
/// <param name="apart">Whether each text has placeholders of its own, numbered from one, so that the same text always gives the same vector.</param>
internal sealed partial class TextMask(Masker masker, MaskMap map, bool apart)
{
    private readonly List<(string Text, string Where)> sent = [];

    public string Learn(FieldText field)
    {
        Refuse(field);
        masker.Learn(Announcement(field.Key) + Readable(field.Text), map);
        return field.Text;
    }

    public string Mask(FieldText field)
    {
        var here = map;
        if (apart)
        {
            here = new MaskMap();
            here.Learn(map.Names());
        }

        var (announcement, text) = (Announcement(field.Key), Readable(field.Text));
        var masked = masker.Mask(announcement + text, here).Text;
        if (!masked.StartsWith(announcement, StringComparison.Ordinal))
        {
            (announcement, masked) = ("", masker.Mask(text, here).Text);
        }

        sent.Add((masked, field.Where));
        masked = masked[announcement.Length..];
        return masked == text ? field.Text : masked;
    }

    /// <exception cref="MaskingFailedException">Personal data can still be found.</exception>
    public void Verify()
    {
        var names = map.Names();
        foreach (var (text, where) in sent)
        {
            if (masker.Find(text, names) is [var left, ..])
            {
                throw new MaskingFailedException($"After masking, personal data can still be found in '{(where.Length == 0 ? "body" : where)}': {left.Kind}.");
            }
        }
    }

    /// <summary>What is written in a text with the escapes of JSON is read as what they stand for, where somebody may hide behind them.</summary>
    private string Readable(string text)
    {
        if (!text.Contains("\\u", StringComparison.Ordinal))
        {
            return text;
        }

        var read = Escape().Replace(text, found => ((char)ushort.Parse(found.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
        return masker.Find(read).Count == masker.Find(text).Count ? text : read;
    }

    /// <summary>The name of a field says what its value is: "nom: Kowalczyk" is a name, "Kowalczyk" alone nothing known.</summary>
    private static string Announcement(string? key)
    {
        if (key is null || key.Length > 60)
        {
            return "";
        }

        var words = Boundary().Replace(key, " ").Replace('_', ' ').Replace('-', ' ').ToLowerInvariant();
        return Name().IsMatch(words) ? "nom : " : Birth().IsMatch(words) ? "date de naissance : " : words.All(letter => char.IsLetter(letter) || letter == ' ') ? $"{words} : " : "";
    }

    private static void Refuse(FieldText field)
    {
        if (Binary().IsMatch(field.Text) || (field.Text.Length >= 512 && Opaque().IsMatch(field.Text)))
        {
            throw new MaskingFailedException($"'{(field.Where.Length == 0 ? "body" : field.Where)}' holds a file, which cannot be masked.");
        }
    }

    [GeneratedRegex(@"\\u[0-9A-Fa-f]{4}", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex Boundary();

    [GeneratedRegex(@"\b(nom|noms|prenom|prenoms|prénom|prénoms|patronyme|name|lastname|firstname|surname|fullname|forename)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\b(naissance|birth|birthdate|birthday|dob)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Birth();

    [GeneratedRegex(";base64,[A-Za-z0-9+/_-]{64}", RegexOptions.CultureInvariant)]
    private static partial Regex Binary();

    [GeneratedRegex("^[A-Za-z0-9+/_=-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Opaque();
}
