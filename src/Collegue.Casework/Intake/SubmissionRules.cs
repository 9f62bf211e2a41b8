using System.Text.RegularExpressions;

namespace Collegue.Casework.Intake;

/// <summary>What a submission must satisfy; every problem is reported at once.</summary>
internal static partial class SubmissionRules
{
    public static List<IntakeProblem> Check(Submission submission, CaseworkOptions limits)
    {
        var problems = new List<IntakeProblem>();
        CheckBody(submission.Body, limits, problems);

        if (submission.Email is { } email && !IsEmail(email))
        {
            problems.Add(new(IntakeField.Email, "email-shape"));
        }

        if (submission.Phone is { } phone && (phone.Length > 40 || phone.Count(char.IsAsciiDigit) < 4 || !Phone().IsMatch(phone)))
        {
            problems.Add(new(IntakeField.Phone, "phone-shape"));
        }

        if (submission.Name is { Length: > 120 })
        {
            problems.Add(new(IntakeField.Name, "name-long", "120"));
        }

        CheckFiles(submission.Files, limits, problems);
        return problems;
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
