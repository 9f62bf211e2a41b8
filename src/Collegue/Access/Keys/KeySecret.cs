using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Collegue.Access.Keys;

/// <summary>The form of a key: <c>clg_PREFIX_SECRET</c>, the secret being 32 random bytes.</summary>
internal static class KeySecret
{
    public const int Longest = 100;
    private const string Mark = "clg_";
    private const int PrefixBytes = 5;
    private const int SecretBytes = 32;

    /// <summary>A new key, with the beginning that finds it and may be shown.</summary>
    public static (string Key, string Prefix) Create()
    {
        var prefix = Mark + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PrefixBytes));
        return ($"{prefix}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}", prefix);
    }

    /// <summary>The beginning of something that may be a key; null when it cannot be one.</summary>
    public static string? PrefixOf(string given)
    {
        var end = Mark.Length + (2 * PrefixBytes);
        return given.Length > end + 1 && given.Length <= Longest && given.StartsWith(Mark, StringComparison.Ordinal) && given[end] == '_'
            ? given[..end]
            : null;
    }

    /// <summary>What is kept of a key, in lower-case hexadecimal.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Takes as long whether the first or the last character differs.</summary>
    public static bool Same(string kept, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(kept), Encoding.ASCII.GetBytes(hash));
}
