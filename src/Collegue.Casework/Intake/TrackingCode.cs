using System.Security.Cryptography;
using System.Text;

namespace Collegue.Casework.Intake;

/// <summary>
/// The secret of a tracking link in twelve characters that can be read aloud and typed from paper: 60 bits derived from the link,
/// which opens a case only with its number. Letters that look alike (I, L, O, U) are not used and are understood when typed.
/// </summary>
public static class TrackingCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 12;

    /// <summary>As printed, <c>7QK2-M4XA-9TDP</c>.</summary>
    public static string Of(string trackingToken)
    {
        var plain = Plain(trackingToken);
        return $"{plain[..4]}-{plain[4..8]}-{plain[8..]}";
    }

    /// <summary>What was typed, in the alphabet of codes; null when it cannot be one.</summary>
    internal static string? Read(string? typed)
    {
        var code = new StringBuilder(Length);
        foreach (var letter in (typed ?? "").ToUpperInvariant().Where(letter => !char.IsWhiteSpace(letter) && letter is not ('-' or '–' or '—' or '.')))
        {
            var read = letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter };
            if (code.Length == Length || !Alphabet.Contains(read, StringComparison.Ordinal))
            {
                return null;
            }

            code.Append(read);
        }

        return code.Length == Length ? code.ToString() : null;
    }

    internal static bool Opens(string code, string trackingToken) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(code), Encoding.ASCII.GetBytes(Plain(trackingToken)));

    private static string Plain(string trackingToken)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"tracking code\0{trackingToken}"));
        var bits = BitConverter.ToUInt64(hash);
        return string.Create(Length, bits, static (code, left) =>
        {
            for (var at = 0; at < code.Length; at++, left >>= 5)
            {
                code[at] = Alphabet[(int)(left & 31)];
            }
        });
    }
}
