using System.Text.RegularExpressions;

namespace Collegue.Casework.Intake.Mail;

/// <summary>
/// Takes what somebody else wrote, and signatures, out of a mail. Lines are only ever left out, never changed, and a mail that is
/// nothing but quoted text is left whole.
/// </summary>
internal static partial class QuotedText
{
    private const int HeaderLines = 6;

    public static string Cut(string whole)
    {
        var lines = whole.Split('\n');
        var kept = new List<string>(lines.Length);
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at].Trim();
            if (EndsTheMessage(lines, at, line))
            {
                break;
            }

            var introduction = IntroductionAt(lines, at);
            if (introduction > 0)
            {
                at += introduction - 1;
                if (!IsQuoted(NextWritten(lines, at + 1)))
                {
                    break;
                }
            }
            else if (!IsQuoted(line) && !Device().IsMatch(line))
            {
                kept.Add(lines[at]);
            }
        }

        var text = string.Join('\n', kept).Trim();
        return text.Length > 0 ? text : whole.Trim();
    }

    /// <summary>Says that the text below was written by somebody else to be read: it must stay.</summary>
    public static bool IsForwarded(string? subject, string whole) =>
        (subject is not null && ForwardSubject().IsMatch(subject)) || whole.Split('\n').Any(line => ForwardMark().IsMatch(line.Trim().TrimStart('>', ' ')));

    private static bool EndsTheMessage(string[] lines, int at, string line) =>
        lines[at].TrimEnd('\r') is "-- " or "--"
        || OriginalMark().IsMatch(line)
        || Disclaimer().IsMatch(line)
        || IsHeaderBlock(lines, at)
        || (Rule().IsMatch(line) && NextIndex(lines, at + 1) is { } next && IsHeaderBlock(lines, next));

    /// <summary>The three or four lines Outlook puts above what is answered.</summary>
    private static bool IsHeaderBlock(string[] lines, int at)
    {
        if (!HeaderFrom().IsMatch(Bare(lines[at])))
        {
            return false;
        }

        var (sent, addressed) = (false, false);
        for (var below = at + 1; below < Math.Min(lines.Length, at + HeaderLines); below++)
        {
            sent |= HeaderSent().IsMatch(Bare(lines[below]));
            addressed |= HeaderTo().IsMatch(Bare(lines[below]));
        }

        return sent && addressed;
    }

    /// <summary>How many lines say that somebody wrote on some day; 0 when none does.</summary>
    private static int IntroductionAt(string[] lines, int at)
    {
        var joined = "";
        for (var count = 1; count <= 3 && at + count <= lines.Length; count++)
        {
            var line = lines[at + count - 1].Trim();
            if (line.Length is 0 or > 300)
            {
                return 0;
            }

            joined = count == 1 ? line : $"{joined} {line}";
            if (count == 1 && !IntroductionStart().IsMatch(joined))
            {
                return 0;
            }

            if (Introduction().IsMatch(joined) && Moment().IsMatch(joined))
            {
                return count;
            }
        }

        return 0;
    }

    private static bool IsQuoted(string? line) => line is not null && line.StartsWith('>');

    private static string? NextWritten(string[] lines, int from) => NextIndex(lines, from) is { } at ? lines[at].Trim() : null;

    private static int? NextIndex(string[] lines, int from)
    {
        for (var at = from; at < lines.Length; at++)
        {
            if (!string.IsNullOrWhiteSpace(lines[at]))
            {
                return at;
            }
        }

        return null;
    }

    private static string Bare(string line) => line.Trim().Replace("*", "", StringComparison.Ordinal);

    private const RegexOptions Way = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"^(Le|On|Am|El|Em|Il|Op) .", Way)]
    private static partial Regex IntroductionStart();

    [GeneratedRegex(@"(a écrit|a écrit|a ecrit|wrote|schrieb|escribió|escreveu|ha scritto|schreef)[\s\u00a0]*:?$", Way)]
    private static partial Regex Introduction();

    [GeneratedRegex(@"@|<|\d{1,2}[:h]\d{2}", Way)]
    private static partial Regex Moment();

    [GeneratedRegex(@"^-{2,}[\s\u00a0]*(Message d['’]origine|Original Message|Message original|Courriel original|Mail original|Ursprüngliche Nachricht|Mensaje original)[\s\u00a0]*-{2,}$", Way)]
    private static partial Regex OriginalMark();

    [GeneratedRegex(@"^(-{2,}[\s\u00a0]*(Message transféré|Message transmis|Forwarded message|Message réexpédié|Courriel transféré)[\s\u00a0]*-{2,}|(Début du message (transféré|réexpédié)|Begin forwarded message)[\s\u00a0]*:?)$", Way)]
    private static partial Regex ForwardMark();

    [GeneratedRegex(@"^\s*(fwd?|tr|fw|wg|rv|i|transf[ée]r[ée]?)\s*:", Way)]
    private static partial Regex ForwardSubject();

    [GeneratedRegex(@"^(De|From|Von)[\s\u00a0]?:[\s\u00a0]*\S", Way)]
    private static partial Regex HeaderFrom();

    [GeneratedRegex(@"^(Envoyé|Envoyé le|Sent|Date|Gesendet)[\s\u00a0]?:", Way)]
    private static partial Regex HeaderSent();

    [GeneratedRegex(@"^(À|A|To|An|Objet|Subject|Betreff|Sujet)[\s\u00a0]?:", Way)]
    private static partial Regex HeaderTo();

    [GeneratedRegex(@"^[_-]{10,}$", Way)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^(Envoyé (de|depuis|à partir d)['’e ]?.{0,40}|Sent (from|via) .{1,40}|(Télécharger|Obtenir|Get|Téléchargez) Outlook (pour|for) .{1,40}|Provenance : Courrier pour Windows.{0,5})$", Way)]
    private static partial Regex Device();

    [GeneratedRegex(@"^(Ce (message|courriel|mail|courrier)|This (e-?mail|message)|Les informations contenues dans ce (message|courriel)).{0,200}(confidentiel|confidential|destinataire|addressee|intended)", Way)]
    private static partial Regex Disclaimer();
}
