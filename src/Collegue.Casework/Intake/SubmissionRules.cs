using System.Text.RegularExpressions;
using Collegue.Storage.Cases;

namespace Collegue.Casework.Intake;

/// <summary>What a submission must satisfy; every problem is reported at once.</summary>
internal static partial class SubmissionRules
{
    private const int OldestLetterDays = 366;

    public static List<IntakeProblem> Check(Submission submission, CaseworkOptions limits, DateOnly today)
    {
        var problems = new List<IntakeProblem>();
        CheckBody(submission.Body, limits, problems);

        CheckContact(submission.Name, submission.Email, submission.Phone, problems);
        CheckReply(submission.ReplyBy, submission.Email, submission.Phone, submission.PostalAddress, problems);
        if (submission.ReceivedOn is { } day && (day > today || day < today.AddDays(-OldestLetterDays)))
        {
            problems.Add(new(IntakeField.ReceivedOn, day > today ? "date-future" : "date-old"));
        }

        if (submission.Proxy is { } proxy)
        {
            CheckProxy(proxy, problems);
        }

        CheckFiles(submission.Files, limits, problems);
        return problems;
    }

    /// <summary>The reply can leave by the channel chosen: what it needs is known, and fits an envelope.</summary>
    public static void CheckReply(ReplyChannel? by, string? email, string? phone, string? address, List<IntakeProblem> problems)
    {
        if (by == ReplyChannel.Email && email is null)
        {
            problems.Add(new(IntakeField.Email, "email-needed"));
        }

        if (by == ReplyChannel.Phone && phone is null)
        {
            problems.Add(new(IntakeField.Phone, "phone-needed"));
        }

        if (by == ReplyChannel.Letter && address is null)
        {
            problems.Add(new(IntakeField.PostalAddress, "address-needed"));
        }
        else if (address is not null && !PostalLines.Fit(address))
        {
            problems.Add(new(IntakeField.PostalAddress, "address-shape", $"{PostalLines.Most}"));
        }
    }

    public static void CheckContact(string? name, string? email, string? phone, List<IntakeProblem> problems)
    {
        if (email is not null && !IsEmail(email))
        {
            problems.Add(new(IntakeField.Email, "email-shape"));
        }

        if (phone is not null && (phone.Length > 40 || phone.Count(char.IsAsciiDigit) < 4 || !Phone().IsMatch(phone)))
        {
            problems.Add(new(IntakeField.Phone, "phone-shape"));
        }

        if (name is { Length: > 120 })
        {
            problems.Add(new(IntakeField.Name, "name-long", "120"));
        }
    }

    private static void CheckProxy(SubmittedProxy proxy, List<IntakeProblem> problems)
    {
        if (string.IsNullOrWhiteSpace(proxy.Name))
        {
            problems.Add(new(IntakeField.ProxyName, "proxy-empty"));
        }
        else if (proxy.Name.Length > 120)
        {
            problems.Add(new(IntakeField.ProxyName, "name-long", "120"));
        }

        if (proxy.Structure is { Length: > 120 })
        {
            problems.Add(new(IntakeField.ProxyStructure, "name-long", "120"));
        }
    }

    public static bool IsEmail(string address) => address.Length <= 254 && Email().IsMatch(address);

    public static void CheckBody(string body, CaseworkOptions limits, List<IntakeProblem> problems)
    {
        if (string.IsNullOrWhiteSpace(body))
        {
            problems.Add(new(IntakeField.Body, "body-empty"));
        }
        else if (body.Length > limits.MaxMessageLength)
        {
            problems.Add(new(IntakeField.Body, "body-long", limits.MaxMessageLength.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    public static void CheckFiles(IReadOnlyList<SubmittedFile> files, CaseworkOptions limits, List<IntakeProblem> problems)
    {
        if (files.Count > limits.MaxAttachments)
        {
            problems.Add(new(IntakeField.Files, "files-many", limits.MaxAttachments.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        foreach (var file in files)
        {
            if (file.Bytes.Length == 0)
            {
                problems.Add(new(IntakeField.Files, "file-empty", file.FileName));
            }
            else if (file.Bytes.LongLength > limits.MaxAttachmentBytes)
            {
                problems.Add(new(IntakeField.Files, "file-large", file.FileName));
            }
            else if (AttachmentInspector.Identify(file.FileName, file.Bytes) is null)
            {
                problems.Add(new(IntakeField.Files, "file-type", file.FileName));
            }
        }
    }

    [GeneratedRegex(@"^[^@\s\p{C}]+@[^@\s\p{C}.]+(\.[^@\s\p{C}.]+)+$", RegexOptions.NonBacktracking)]
    private static partial Regex Email();

    [GeneratedRegex(@"^[0-9 +().\-/\u00a0]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Phone();
}
