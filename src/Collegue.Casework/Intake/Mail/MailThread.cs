using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Collegue.Casework.Intake.Mail;

/// <summary>What a mail says it answers.</summary>
internal static partial class MailThread
{
    private const int MostReferences = 50;

    /// <summary>The letter with that Message-ID, if it is one of ours.</summary>
    public static Guid? LetterOf(string? messageId)
    {
        if (messageId is null)
        {
            return null;
        }

        var bare = messageId.Trim().TrimStart('<');
        var at = bare.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && Guid.TryParseExact(bare.AsSpan(0, at), "D", out var letter) ? letter : null;
    }

    public static string MessageIdOf(Guid letter, string sender) => $"{letter}@{sender[(sender.IndexOf('@', StringComparison.Ordinal) + 1)..]}";

    /// <summary>Every letter of ours named in a text: bounces of old servers only quote it.</summary>
    public static IReadOnlyList<Guid> LettersIn(string text) =>
        [.. QuotedId().Matches(text).Select(match => Guid.TryParseExact(match.ValueSpan[..36], "D", out var id) ? id : Guid.Empty)
            .Where(id => id != Guid.Empty).Distinct().Take(MostReferences)];

    /// <summary>Numbers of cases in a subject, as printed on our letters.</summary>
    public static IReadOnlyList<string> CaseNumbersIn(string? subject) =>
        subject is null ? [] : [.. CaseNumber().Matches(subject).Select(match => match.Value).Distinct().Take(5)];

    /// <summary>The subject without the marks of answers and forwards.</summary>
    public static string BareSubject(string? subject) => subject is null ? "" : Marks().Replace(subject, "").Trim();

    public static IReadOnlyList<string> Newest(IEnumerable<string> references) => [.. references.Reverse().Distinct().Take(MostReferences)];

    public static string HashOf(string messageId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId.Trim().TrimStart('<').TrimEnd('>'))));

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}@", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex QuotedId();

    [GeneratedRegex(@"\b20\d\d-\d{6}\b", RegexOptions.NonBacktracking)]
    private static partial Regex CaseNumber();

    [GeneratedRegex(@"^(\s*(re|ré|rép|fwd?|fw|tr|aw|wg)\s*(\[\d+\])?\s*:)+", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Marks();
}
