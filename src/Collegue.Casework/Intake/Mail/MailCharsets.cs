using System.Text;

namespace Collegue.Casework.Intake.Mail;

/// <summary>Turns the bytes of a text part into text, whatever it says its charset is.</summary>
internal static class MailCharsets
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    static MailCharsets()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Western = Encoding.GetEncoding(1252);
    }

    /// <summary>What Windows calls Western European: a superset of ISO-8859-1, and what mails that name that one really use.</summary>
    public static Encoding Western { get; }

    /// <summary>UTF-7 can hide what a filter looks for and is written by nobody any more.</summary>
    public static bool IsRefused(string? charset) => charset?.Contains("utf-7", StringComparison.OrdinalIgnoreCase) == true;

    public static string Decode(byte[] bytes, string? charset)
    {
        var declared = Find(charset);
        if (declared is not null && declared is not UTF8Encoding)
        {
            return declared.GetString(bytes);
        }

        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Western.GetString(bytes);
        }
    }

    private static Encoding? Find(string? charset)
    {
        if (string.IsNullOrWhiteSpace(charset) || IsRefused(charset))
        {
            return null;
        }

        var name = charset.Trim().Trim('"', '\'').ToLowerInvariant();
        if (name is "iso-8859-1" or "latin1" or "us-ascii" or "ascii")
        {
            // Those who say ASCII and send accents mean UTF-8 as often as Western.
            return name.Contains("ascii", StringComparison.Ordinal) ? null : Western;
        }

        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
